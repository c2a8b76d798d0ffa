package org.fanfare.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The judge counts every break of a law, and accuses nobody who kept them. */
class LawCheckerTest {
  private final LawChecker laws = new LawChecker(2);

  @Test
  void aWholeHistoryKeepsTheLaws() {
    assertThat(laws.publication(0, 1)).isZero();
    assertThat(laws.gap(0, 2, 3)).isZero();
    assertThat(laws.gap(0, 4, 4)).isZero();
    assertThat(laws.publication(0, 5)).isZero();

    assertThat(laws.isKept()).isTrue();
    assertThat(laws.at(0)).isEqualTo(5);
    assertThat(laws.given()).isEqualTo(2);
    assertThat(laws.missed()).isEqualTo(3);
  }

  @Test
  void whatIsMissingWithoutAGapIsLost() {
    assertThat(laws.publication(0, 3)).isEqualTo(2);
    assertThat(laws.gap(0, 5, 6)).isEqualTo(1);

    assertThat(laws.lost()).isEqualTo(3);
    assertThat(laws.isKept()).isFalse();
  }

  @Test
  void whatComesAgainOrTooLateIsRepeatedAndDoesNotCount() {
    laws.publication(0, 1);
    laws.publication(0, 2);

    assertThat(laws.publication(0, 2)).isEqualTo(LawChecker.REPEATED);
    assertThat(laws.publication(0, 1)).isEqualTo(LawChecker.REPEATED);
    assertThat(laws.publication(0, 3)).isZero();

    assertThat(laws.repeated()).isEqualTo(2);
    assertThat(laws.given()).isEqualTo(3);
    assertThat(laws.isKept()).isFalse();
  }

  @Test
  void aGapThatNamesWhatWasGivenIsWrong() {
    laws.publication(0, 1);

    assertThat(laws.gap(0, 1, 3)).isEqualTo(LawChecker.REPEATED);

    assertThat(laws.at(0)).isEqualTo(3);
    assertThat(laws.isKept()).isFalse();
  }

  @Test
  void eachReaderHasAPlaceOfItsOwn() {
    laws.begin(1, 7);

    assertThat(laws.publication(1, 8)).isZero();
    assertThat(laws.publication(0, 1)).isZero();

    assertThat(laws.isKept()).isTrue();
  }
}
