package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.security.TestCaller.BACK_END;
import static org.fanfare.security.TestCaller.NOBODY;

import java.time.Duration;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use the groups of the check page, and how little they hold. */
class CheckGroupsTest {
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final GroupPolicy POLICY =
      new GroupPolicy("news", 1000, 1000, 1_048_576, Duration.ofHours(1), IDLE);
  private static final GroupName GROUP = new GroupName("fanfare.check.x");

  @ParameterizedTest
  @CsvSource({
    "anyone, nobody, ALLOWED",
    "nobody, anyone, ALLOWED",
    "user, key, REFUSED",
    "nobody, nobody, REFUSED",
    "role:staff, user, REFUSED",
  })
  @Law(
      value = 9,
      on = {})
  void anyoneMayUseThemWhileAnyoneMayUseSomethingElse(String join, String publish, Decision may) {
    Rules rules = rules(Right.Plain.ANYONE, List.of(rule(join, publish)));

    assertThat(rules.mayJoin(GROUP, NOBODY)).isEqualTo(may);
    assertThat(rules.mayPublish(GROUP, NOBODY)).isEqualTo(may);
    assertThat(rules.mayPublish(GROUP, BACK_END)).isEqualTo(may);
  }

  @Test
  @Law(
      value = 9,
      on = {})
  void whereThereIsNoRuleTheyAreClosed() {
    assertThat(rules(Right.Plain.ANYONE, List.of()).mayPublish(GROUP, NOBODY))
        .isEqualTo(Decision.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({"key, ALLOWED", "user, REFUSED", "nobody, REFUSED"})
  void anotherRightHoldsWhateverElseIsOpen(String check, Decision backEnd) {
    for (String others : new String[] {"anyone", "user"}) {
      Rules rules = rules(Right.parse(check), List.of(rule(others, others)));

      assertThat(rules.mayPublish(GROUP, NOBODY)).isNotEqualTo(Decision.ALLOWED);
      assertThat(rules.mayPublish(GROUP, BACK_END) == Decision.ALLOWED)
          .isEqualTo(backEnd == Decision.ALLOWED);
    }
  }

  @Test
  @Law(
      value = 6,
      on = {})
  void theyHoldLittleAndNotForLong() {
    GroupPolicy policy = CheckGroups.rule(Right.Plain.ANYONE, List.of(), IDLE).policy();

    assertThat(policy)
        .isEqualTo(
            new GroupPolicy("fanfare.check.*", 100, 10, 16_384, Duration.ofMinutes(1), IDLE));
  }

  private static Rules rules(Right check, List<Rule> others) {
    return new Rules(List.of(CheckGroups.rule(check, others, IDLE)));
  }

  private static Rule rule(String join, String publish) {
    return new Rule("news", Right.parse(join), Right.parse(publish), POLICY);
  }
}
