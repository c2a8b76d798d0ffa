package org.fanfare.consumer.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What is promised besides of consumers whose clients have a WebSocket and nothing of Fanfare's.
 * The client of a session keeps to its window, and may come back after it did not read.
 */
public abstract class BareSocketPromises extends ConsumerPromises {
  private static final int FLOOD = 5_000;

  /**
   * Here it reads nothing either: where it is not read on, it is ended as one that is not there.
   */
  // Rule P13
  @Test
  void whoFloodsIsEndedAndNobodyElse() {
    Conversation ann = guest("pourer/" + id);
    Conversation bob = guest("mirror");
    ann.stopsReading();

    for (int i = 0; i < FLOOD && !ann.isOver(); i++) {
      ann.send("more");
    }

    bob.text();
    bob.text();
    bob.send("still here");
    assertThat(bob.text()).isEqualTo("still here");
    venue().pass(Duration.ofMinutes(1));
    journalBecomesOneOf("flooded, sends no more", "heartbeat, sends no more");
  }

  // Rules P14, P15
  @Test
  void whoDoesNotReadIsEndedAndNothingCanBeSentAfterwards() {
    Conversation ann = guest("pourer/" + id);
    ann.stopsReading();

    ann.send("pour");

    venue().pass(Duration.ofMinutes(1));
    journalBecomes("slow after pouring, sends no more");
  }
}
