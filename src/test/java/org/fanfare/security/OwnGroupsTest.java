package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.security.TestCaller.BACK_END;
import static org.fanfare.security.TestCaller.EDITOR;
import static org.fanfare.security.TestCaller.NOBODY;
import static org.fanfare.security.TestCaller.USER;

import java.time.Duration;
import java.util.List;
import org.fanfare.layer.Policies;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.fanfare.message.UserGroup;
import org.junit.jupiter.api.Test;

/** Rule P34: each user has a group, which only that user reads and only code publishes to. */
final class OwnGroupsTest {
  private static final Rule RULE = OwnGroups.rule(Policies.ROOMY);
  private static final GroupName GROUP = UserGroup.of("anna@example.org");

  @Test
  void theUserReadsItAndNobodyElse() {
    Rules rules = new Rules(List.of(RULE));

    assertThat(rules.mayJoin(GROUP, USER)).isEqualTo(Decision.ALLOWED);
    assertThat(rules.mayJoin(GROUP, EDITOR)).isEqualTo(Decision.REFUSED);
    assertThat(rules.mayJoin(GROUP, BACK_END)).isEqualTo(Decision.REFUSED);
    assertThat(rules.mayJoin(GROUP, NOBODY)).isEqualTo(Decision.UNAUTHENTICATED);
  }

  @Test
  void noClientPublishesToIt() {
    for (Caller caller : List.of(USER, EDITOR, BACK_END, NOBODY)) {
      assertThat(new Rules(List.of(RULE)).mayPublish(GROUP, caller)).isEqualTo(Decision.REFUSED);
    }
  }

  @Test
  void thereIsRoomForManyUsersWhoAreAwayForANight() {
    assertThat(RULE.policy())
        .isEqualTo(
            new GroupPolicy(
                "(user.~)",
                100_000,
                100,
                Policies.ROOMY.bytes(),
                Duration.ofDays(1),
                Policies.IDLE));
  }

  @Test
  void aRuleOfTheSettingsWithTheSamePatternIsToldFromIt() {
    Rule other = new Rule("user.~", Right.Plain.OWN, Right.Plain.NOBODY, Policies.ROOMY);

    assertThat(OwnGroups.isRule(RULE)).isTrue();
    assertThat(OwnGroups.isRule(other)).isFalse();
  }
}
