package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The judge lets no break of a law pass, and accuses nobody who kept them. */
class CheckerTest {
  private final Checker checker = new Checker();

  @BeforeEach
  void fourWereAccepted() {
    for (long offset = 1; offset <= 4; offset++) {
      checker.accepted("a", offset, "body " + offset);
    }
  }

  @Test
  void aWholeHistoryIsInOrder() {
    assertThat(judge(shown(1), hidden(2), shown(3), hidden(4))).isEmpty();
  }

  @Test
  void aGapThatNamesWhatIsMissingIsInOrder() {
    assertThat(judge(shown(1), gap(2, 3), shown(4))).isEmpty();
    assertThat(judge(gap(1, 2), gap(3, 4))).isEmpty();
  }

  @Test
  void aMissingPublicationIsASilentLoss() {
    assertThat(judge(shown(1), hidden(3), shown(4)))
        .hasSize(1)
        .first()
        .asString()
        .contains("law 2");
    assertThat(judge(shown(2), shown(3), shown(4))).hasSize(1).first().asString().contains("law 2");
  }

  @Test
  void aGapAfterTheNextPublicationComesTooLate() {
    assertThat(judge(shown(1), shown(3), gap(2, 2), shown(4))).isNotEmpty();
  }

  @Test
  void aGapThatNamesTooMuchOrTooLittleIsWrong() {
    assertThat(judge(shown(1), gap(1, 3), shown(4))).isNotEmpty();
    assertThat(judge(shown(1), gap(2, 2), shown(4))).isNotEmpty();
    assertThat(judge(shown(1), gap(2, 4), shown(4))).isNotEmpty();
  }

  @Test
  void aRepeatOrAStepBackBreaksTheOrder() {
    assertThat(judge(shown(1), shown(2), hidden(2), shown(3), shown(4))).isNotEmpty();
    assertThat(judge(shown(1), shown(3), shown(2), shown(4))).isNotEmpty();
  }

  @Test
  void anEndThatNeverCameIsALoss() {
    assertThat(judge(shown(1), shown(2), shown(3))).hasSize(1).first().asString().contains("law 4");
  }

  @Test
  void whatNobodyPublishedIsNoted() {
    assertThat(judge(shown(1), shown(2), shown(3), shown(4), publication("a", 5, "invented")))
        .isNotEmpty();
    assertThat(judge(publication("a", 2, "body 1"), shown(2), shown(3), shown(4))).isNotEmpty();
    assertThat(judge(publication("b", 1, "body 1"), shown(2), shown(3), shown(4))).isNotEmpty();
  }

  @Test
  void anEpochThatEndsUnaskedIsNoted() {
    HeardItem ended = new HeardItem.Gap("a", 3, null, "epoch");

    assertThat(judge(shown(1), shown(2), ended, shown(3), shown(4))).isNotEmpty();
  }

  @Test
  void anOffsetGivenTwiceIsNoted() {
    assertThatThrownBy(() -> checker.accepted("a", 4, "another body"))
        .isInstanceOf(AssertionError.class);
  }

  private List<String> judge(HeardItem... history) {
    return checker.broken(List.of(history), Map.of("a", 0L));
  }

  private static HeardItem shown(long offset) {
    return publication("a", offset, "body " + offset);
  }

  private static HeardItem hidden(long offset) {
    return publication("", 0, "body " + offset);
  }

  private static HeardItem publication(String group, long offset, String body) {
    return new HeardItem.Publication(group, offset, "text", body);
  }

  private static HeardItem gap(long first, long last) {
    return new HeardItem.Gap("a", first, last, "retention");
  }
}
