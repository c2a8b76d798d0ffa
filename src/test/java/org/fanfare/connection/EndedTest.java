package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.fanfare.log.Gap;
import org.fanfare.message.GroupName;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A close frame holds at most 123 bytes of reason. */
final class CloseReasonTest {
  @Test
  void aGapIsToldWithItsGroupItsRangeAndItsReason() {
    Gap gap = new Gap(new GroupName("demo.board"), 12, 111L, Gap.Reason.RETENTION);

    assertThat(Ended.gap(gap)).isEqualTo(new Ended(Status.GAP, "demo.board 12-111 retention"));
  }

  @Test
  void aGapOfAnotherEpochHasNoLast() {
    Gap gap = new Gap(new GroupName("demo.board"), 12, null, Gap.Reason.EPOCH);

    assertThat(Ended.gap(gap).text()).isEqualTo("gap demo.board 12- epoch");
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 100, 101, 102, 103, 104, 128})
  void aNameThatDoesNotFitIsCutAndNothingElseIs(int length) {
    String name = "n".repeat(length);
    Gap gap = new Gap(new GroupName(name), 12, 111L, Gap.Reason.OVERFLOW);

    String text = Ended.gap(gap).text();

    String whole = "gap " + name + " 12-111 overflow";
    if (whole.length() <= 123) {
      assertThat(text).isEqualTo(whole);
    } else {
      assertThat(text).hasSize(123).startsWith("gap nnn").endsWith("n.. 12-111 overflow");
    }
  }

  @Test
  void theLongestNameWithTheLargestOffsetsFits() {
    Gap gap =
        new Gap(
            new GroupName("n".repeat(128)), Long.MAX_VALUE, Long.MAX_VALUE, Gap.Reason.OVERFLOW);

    assertThat(Ended.gap(gap).text()).hasSize(123).endsWith("7-9223372036854775807 overflow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00fc", "\u20ac", "\ud83c\udfba"})
  void aRefusalIsCutBetweenCharacters(String character) {
    String text = Ended.refused(character.repeat(200)).text();

    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(119, 123);
    assertThat(text).matches("(" + character + ")+\\.\\.");
  }

  @Test
  void aMalformedFrameIsToldWhy() {
    assertThat(malformed("why").code()).isEqualTo(4003);
    assertThat(malformed("why").text()).isEqualTo("malformed: why");
    assertThat(malformed("why ".repeat(99)).text()).hasSize(123).endsWith("..");
  }

  private static Ended malformed(String why) {
    return Ended.of(new Problem(Status.INVALID_FRAME, why));
  }

  @Test
  void whoHasNotBegunIsToldTheSameAsAProblem() {
    Problem full = new Problem(Status.TOO_MANY_GROUPS, "no room for a");

    assertThat(Ended.of(full).problem()).isEqualTo(full);
    assertThat(Ended.of(full).text()).isEqualTo("overloaded");
    assertThat(Ended.HEARTBEAT.problem().status()).isEqualTo(Status.UNAVAILABLE);
  }

  @Test
  void onlyWhoShowsNoLifeIsCutOff() {
    assertThat(Ended.GONE.clean()).isFalse();
    assertThat(Ended.HEARTBEAT.clean()).isFalse();
    assertThat(Ended.STOPPING.clean()).isTrue();
  }
}
