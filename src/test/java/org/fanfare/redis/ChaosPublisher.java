package org.fanfare.redis;

import java.util.concurrent.TimeUnit;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Receipt;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one message after the other, each with a key, on any node, until it is accepted; some
 * that are accepted are published once more, as by a client that has not got the answer. Used by
 * tasks of a {@link Chaos} alone.
 */
final class ChaosPublisher {
  private static final long AGAIN_MILLIS = 20;

  private final String name;
  private final Chaos chaos;
  private int number;
  private String text = "";
  private MessageFate fate;
  private boolean isStopping;
  private boolean isIdle;
  private int refused;
  private int doubtful;
  private long slowest;

  ChaosPublisher(String name, Chaos chaos) {
    this.name = name;
    this.chaos = chaos;
    this.fate = new MessageFate(text, chaos.laws());
  }

  /** Publishes the next message, and then the next, until it is stopped. */
  void next() {
    isIdle = isStopping;
    if (!isStopping) {
      text = name + "-" + number++;
      fate = new MessageFate(text, chaos.laws());
      attempt();
    }
  }

  private void attempt() {
    long begun = System.nanoTime();
    int losses = chaos.losses();
    chaos
        .anyNode()
        .publish(Chaos.GROUP, Message.text(text), new PublishKey(text, text))
        .whenCompleteAsync((outcome, failure) -> answered(begun, losses, outcome, failure), chaos);
  }

  private void answered(
      long begun, int losses, @Nullable Outcome<Receipt> outcome, @Nullable Throwable failure) {
    slowest = Math.max(slowest, System.nanoTime() - begun);
    if (outcome instanceof Outcome.Done<Receipt> done) {
      accept(done.get(), losses);
      return;
    }
    if (failure != null && ((LayerException) failure).mayHaveHappened()) {
      doubtful++;
      fate.doubted(losses);
    } else {
      refused++;
    }
    chaos.later(this::attempt, AGAIN_MILLIS);
  }

  private void accept(Receipt receipt, int losses) {
    boolean isFirst = !fate.isAccepted();
    fate.accepted(receipt, losses, chaos.losses());
    chaos.accepted(text, receipt.position());
    if (isFirst && chaos.dice().nextInt(20) == 0) {
      chaos.later(this::attempt, 1 + chaos.dice().nextInt(500));
    } else {
      chaos.later(this::next, 1 + chaos.dice().nextInt(6));
    }
  }

  /** Publishes what it has begun with, and then no more. */
  void stop() {
    isStopping = true;
  }

  boolean isIdle() {
    return isIdle;
  }

  /** Returns how often the store certainly did not do what was asked. */
  int refused() {
    return refused;
  }

  /** Returns how often it was not known what the store had done. */
  int doubtful() {
    return doubtful;
  }

  /** Returns the longest time that an answer took, in milliseconds. */
  long slowestMillis() {
    return TimeUnit.NANOSECONDS.toMillis(slowest);
  }
}
