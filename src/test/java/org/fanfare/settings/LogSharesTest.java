package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.gate.Law;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;

/** Law 6: what each rule has of the total of all logs, at any time. */
@Law(6)
final class LogSharesTest {
  private static final long MIB = 1 << 20;

  @Test
  void withoutSharesOfTheirOwnAllRulesDivideHalfOfTheTotal() {
    Settings settings =
        Sources.none()
            .property("fanfare.groups.0.match", "news.*")
            .property("fanfare.groups.1.match", "demo.*")
            .load();

    // both, that of the check page, that of users' own groups, and what no rule matches
    assertThat(LogShares.even(settings)).isEqualTo(64 * MIB / 2 / 5);
  }

  @Test
  void whatARuleIsGivenIsNotDividedAmongTheOthers() {
    Settings settings =
        Sources.none()
            .property("fanfare.groups.0.match", "news.*")
            .property("fanfare.groups.0.log.share", "40 MiB")
            .property("fanfare.groups.1.match", "demo.*")
            .load();

    assertThat(settings.access().rules().ruleFor(new GroupName("news.a")).orElseThrow().policy())
        .extracting(policy -> policy.share())
        .isEqualTo(40 * MIB);
    assertThat(LogShares.even(settings)).isEqualTo(24 * MIB / 2 / 4);
  }

  @Test
  void allOfTheTotalMayBeGiven() {
    Settings settings =
        Sources.none()
            .property("fanfare.groups.0.match", "news.*")
            .property("fanfare.groups.0.log.share", "64 MiB")
            .load();

    assertThat(LogShares.even(settings)).isZero();
  }
}
