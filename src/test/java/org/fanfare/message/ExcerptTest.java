package org.fanfare.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An answer repeats no more than a hundred characters of what its client has sent. */
final class ExcerptTest {
  @Test
  void whatIsShortIsRepeatedWhole() {
    assertThat(Excerpt.of("")).isEmpty();
    assertThat(Excerpt.of("x".repeat(100))).isEqualTo("x".repeat(100));
  }

  @Test
  void whatIsLongerIsCutAndSaysSo() {
    assertThat(Excerpt.of("x".repeat(101))).isEqualTo("x".repeat(100) + "\u2026");
  }

  @Test
  void noPairOfSurrogatesIsCutInHalf() {
    String pair = "\uD83D\uDE00";

    assertThat(Excerpt.of("x".repeat(99) + pair)).isEqualTo("x".repeat(99) + "\u2026");
    assertThat(Excerpt.of("x".repeat(98) + pair + "y")).isEqualTo("x".repeat(98) + pair + "\u2026");
  }
}
