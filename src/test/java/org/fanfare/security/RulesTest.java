package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fanfare.security.TestCaller.BACK_END;
import static org.fanfare.security.TestCaller.EDITOR;
import static org.fanfare.security.TestCaller.NOBODY;
import static org.fanfare.security.TestCaller.USER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rule decides. Rule P34: one with a {@code ~} knows whose a group is. */
@Law(9)
class RulesTest {
  private static final GroupName NEWS_SPORT = new GroupName("news.sport");

  @Test
  void whatNoRuleMatchesIsRefused() {
    Rules rules = new Rules(List.of(rule("demo.*", "anyone", "anyone")));

    assertThat(rules.mayJoin(NEWS_SPORT, NOBODY)).isEqualTo(Decision.REFUSED);
    assertThat(rules.mayPublish(NEWS_SPORT, BACK_END)).isEqualTo(Decision.REFUSED);
    assertThat(rules.ruleFor(NEWS_SPORT)).isEmpty();
  }

  @Test
  void withoutAnyRuleEverythingIsRefused() {
    assertThat(new Rules(List.of()).mayJoin(NEWS_SPORT, BACK_END)).isEqualTo(Decision.REFUSED);
  }

  @Test
  void theFirstRuleThatMatchesDecidesAlone() {
    Rule strict = rule("news.*", "nobody", "nobody");
    Rules rules = new Rules(List.of(strict, rule("*", "anyone", "anyone")));

    assertThat(rules.mayJoin(NEWS_SPORT, NOBODY)).isEqualTo(Decision.REFUSED);
    assertThat(rules.mayPublish(NEWS_SPORT, NOBODY)).isEqualTo(Decision.REFUSED);
    assertThat(rules.ruleFor(NEWS_SPORT)).containsSame(strict);
    assertThat(rules.mayJoin(new GroupName("other"), NOBODY)).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void readingAndPublishingAreSeparateRights() {
    Rules rules = new Rules(List.of(rule("news.*", "anyone", "key")));

    assertThat(rules.mayJoin(NEWS_SPORT, NOBODY)).isEqualTo(Decision.ALLOWED);
    assertThat(rules.mayPublish(NEWS_SPORT, NOBODY)).isEqualTo(Decision.UNAUTHENTICATED);
    assertThat(rules.mayPublish(NEWS_SPORT, BACK_END)).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void aGroupOfOnesOwnIsForTheUserWhoseNameStandsThere() {
    Rules rules = new Rules(List.of(rule("inbox.~.*", "own", "anyone")));
    GroupName bobs = new GroupName("inbox.bob.mail");

    assertThat(rules.mayJoin(bobs, EDITOR)).isEqualTo(Decision.ALLOWED);
    assertThat(rules.mayJoin(bobs, USER)).isEqualTo(Decision.REFUSED);
    assertThat(rules.mayJoin(bobs, NOBODY)).isEqualTo(Decision.UNAUTHENTICATED);
    assertThat(rules.mayPublish(bobs, NOBODY)).isEqualTo(Decision.ALLOWED);
    assertThat(rules.mayJoin(new GroupName("inbox.mail.bob"), EDITOR)).isEqualTo(Decision.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({"news, own, anyone", "user.*, anyone, own"})
  void ownWithoutAnOwnerInThePatternIsAnError(String match, String join, String publish) {
    assertThatThrownBy(() -> rule(match, join, publish))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"%s\" has no ~ to say whose a group is, as the right own needs; right is one ~, such as"
                + " \"user.~\"",
            match);
  }

  @Test
  void theRolesThatRulesAskForAreKnownBeforehand() {
    Rules rules =
        new Rules(
            List.of(rule("a.*", "role:reader", "role:editor"), rule("b.*", "user", "role:editor")));

    assertThat(rules.roles()).containsExactlyInAnyOrder("reader", "editor");
  }

  @Test
  void aListThatIsChangedAfterwardsChangesNothing() {
    List<Rule> list = new ArrayList<>(List.of(rule("*", "anyone", "anyone")));
    Rules rules = new Rules(list);

    list.clear();

    assertThat(rules.mayJoin(NEWS_SPORT, NOBODY)).isEqualTo(Decision.ALLOWED);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "a/b", "a b", "a,b", "a?", "[ab]", "größe"})
  void aPatternThatNoGroupCanMatchIsAnError(String match) {
    assertThatThrownBy(() -> rule(match, "anyone", "anyone"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + match + "\" matches no group")
        .hasMessageContaining("A-Z a-z 0-9 . _ -");
  }

  private static Rule rule(String match, String join, String publish) {
    Duration hour = Duration.ofHours(1);
    GroupPolicy policy = new GroupPolicy(match, 10, 10, 1000, hour, hour);
    return new Rule(match, Right.parse(join), Right.parse(publish), policy);
  }
}
