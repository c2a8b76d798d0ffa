package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.security.TestCaller.BACK_END;
import static org.fanfare.security.TestCaller.NOBODY;
import static org.fanfare.security.TestCaller.USER;

import java.util.List;
import java.util.Set;
import org.fanfare.gate.Law;
import org.fanfare.layer.Policies;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;

/** Who is refused is told by which rule, and what it asks. */
@Law(9)
class RefusedTest {
  private static final GroupName GROUP = new GroupName("room.a");

  @Test
  void whoShowsNoKeyIsToldHowOneIsSent() {
    assertThat(why("key", NOBODY))
        .isEqualTo(
            "the rule \"room.*\" asks for a key, sent as 'Authorization: Bearer KEY' or 'X-API-Key: KEY',"
                + " and the request has none");
  }

  @Test
  void whoShowsAWrongKeyIsToldThatItIsNone() {
    assertThat(why("key", new TestCaller(null, Set.of(), null, true)))
        .isEqualTo(
            "the rule \"room.*\" asks for a key, and what the request shows is not one of fanfare.keys,"
                + " sent as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'");
  }

  @Test
  void aUserWithoutTheRoleIsToldWhichOneItIs() {
    assertThat(why("role:editor", USER))
        .isEqualTo(
            "the rule \"room.*\" asks for a user in the role editor, in which this user is not");
  }

  @Test
  void whoHasNotLoggedInIsToldThatAUserIsAskedFor() {
    assertThat(why("user", NOBODY))
        .isEqualTo(
            "the rule \"room.*\" asks for a user who has logged in to this application, and the"
                + " request has none");
  }

  @Test
  void whoShowsAKeyWhereAUserIsAskedForIsToldThatItIsNone() {
    assertThat(why("user", BACK_END))
        .isEqualTo("the rule \"room.*\" asks for a user, and a key is none");
  }

  @Test
  void whoIsNotTheOwnerIsToldWhomTheRuleAsksFor() {
    assertThat(whyNotOwn(NOBODY))
        .isEqualTo(
            "the rule \"room.~\" asks for the user whose name stands at the ~, and nobody has logged in to"
                + " this application");
    assertThat(whyNotOwn(USER))
        .isEqualTo(
            "the rule \"room.~\" asks for the user whose name stands at the ~, and this user is another");
    assertThat(whyNotOwn(BACK_END))
        .isEqualTo(
            "the rule \"room.~\" asks for the user whose name stands at the ~, and a key is none");
  }

  @Test
  void whatIsForNobodyAndWhatNoRuleMatchesAreToldApart() {
    assertThat(why("nobody", USER)).isEqualTo("the rule \"room.*\" allows it to nobody");
    assertThat(new Rules(List.of()).whyNotJoin(GROUP, USER))
        .isEqualTo("no rule of fanfare.groups matches it");
  }

  @Test
  void whoseKeyDoesNotPermitItIsToldWhatItPermits() {
    TestCaller scraper = TestCaller.holding("scraper", Set.of(KeyPermission.METRICS), "*");
    TestCaller shop = TestCaller.holding("shop", Set.of(KeyPermission.PUBLISH), "shop.*");

    assertThat(why("key", scraper))
        .isEqualTo(
            "the rule \"room.*\" asks for a key, and the key scraper may not publish, but metrics");
    assertThat(why("key", shop))
        .isEqualTo(
            "the rule \"room.*\" asks for a key, and the key shop is not for this group, but for shop.*");
    assertThat(why("key:office", shop))
        .isEqualTo("the rule \"room.*\" asks for the key office, and the key shop is another");
    assertThat(why("key:office", BACK_END))
        .isEqualTo(
            "the rule \"room.*\" asks for the key office, and a key without a name is another");
  }

  @Test
  void ofAListEachRightIsToldWithWhatIsMissing() {
    Right list = Right.parse(List.of("key:office", "role:editor"));
    Rule rule = new Rule("room.*", list, Right.Plain.NOBODY, Policies.ROOMY);

    assertThat(new Rules(List.of(rule)).whyNotJoin(GROUP, USER))
        .isEqualTo(
            "the rule \"room.*\" asks for one of these: the key office, sent as 'Authorization: Bearer KEY' or"
                + " 'X-API-Key: KEY', and the request has none; a user in the role editor, in which this"
                + " user is not");
  }

  private static String whyNotOwn(Caller caller) {
    return why("room.~", "own", caller);
  }

  private static String why(String right, Caller caller) {
    return why("room.*", right, caller);
  }

  private static String why(String match, String right, Caller caller) {
    Rule rule = new Rule(match, Right.Plain.NOBODY, Right.parse(right), Policies.ROOMY);
    return new Rules(List.of(rule)).whyNotPublish(GROUP, caller);
  }
}
