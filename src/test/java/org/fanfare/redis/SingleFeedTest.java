package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fanfare.redis.NodesUnderTest.Node;
import org.junit.jupiter.api.Test;

/** What one node publishes for all. */
final class SingleFeedTest {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final NodesUnderTest nodes = new NodesUnderTest(1);
  private final Node one = nodes.start();
  private final Node other = nodes.start();
  private final SingleFeed ofOne = one.feed("demo.clock", PERIOD);
  private final SingleFeed ofOther = other.feed("demo.clock", PERIOD);

  private CompletableFuture<Boolean> asked(SingleFeed feed) {
    var answer = feed.isOurs().toCompletableFuture();
    nodes.settle();
    return answer;
  }

  @Test
  void oneNodePublishesWhatAllHave() {
    for (int i = 0; i < 20; i++) {
      assertThat(asked(ofOne)).isCompletedWithValue(true);
      assertThat(asked(ofOther)).isCompletedWithValue(false);
      nodes.pass(PERIOD);
    }
  }

  @Test
  void feedsOfDifferentNamesAreNotEachOthers() {
    assertThat(asked(ofOne)).isCompletedWithValue(true);

    assertThat(asked(other.feed("market", PERIOD))).isCompletedWithValue(true);
  }

  @Test
  void whenItsNodeHasEndedAnotherOneGoesOn() {
    assertThat(asked(ofOne)).isCompletedWithValue(true);

    nodes.pass(SingleFeed.lasts(PERIOD, Times.USUAL.timeOut()).minusMillis(1));
    assertThat(asked(ofOther)).isCompletedWithValue(false);
    nodes.pass(Duration.ofMillis(1));
    assertThat(asked(ofOther)).isCompletedWithValue(true);

    assertThat(asked(ofOne)).as("it was frozen only").isCompletedWithValue(false);
  }

  @Test
  void whoeverCannotAskDoesNotPublish() {
    one.cut();
    nodes.settle();

    assertThat(asked(ofOne)).isCompletedExceptionally();
    assertThat(asked(ofOther)).isCompletedWithValue(true);
  }
}
