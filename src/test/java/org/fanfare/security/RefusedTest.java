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
            "the rule \"room.*\" asks for a key, sent as 'Authorization: Bearer KEY', and the"
                + " request has none");
  }

  @Test
  void whoShowsAWrongKeyIsToldThatItIsNone() {
    assertThat(why("key", new TestCaller(null, Set.of(), false, true)))
        .isEqualTo(
            "the rule \"room.*\" asks for a key, and what the Authorization header shows is not"
                + " 'Bearer ' and one of fanfare.keys");
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
