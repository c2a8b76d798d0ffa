package org.fanfare.layer;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fanfare.layer.Outcome.Done;
import org.fanfare.layer.Outcome.Refused;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * A layer under test, with its time in the test's hand.
 *
 * @param layer the layer
 * @param clock turns its clock forward
 * @param sweeper does what its timer does
 */
public record LayerRig(ChannelLayer layer, Consumer<Duration> clock, Runnable sweeper) {
  private static final long PATIENCE_SECONDS = 10;

  /** Turns the clock, then sweeps. */
  public void pass(Duration time) {
    clock.accept(time);
    sweeper.run();
  }

  /** Publishes a text, and waits until it is done. */
  public Receipt publish(GroupName group, String text) {
    return publish(group, Message.text(text));
  }

  /** Publishes, and waits until it is done. */
  public Receipt publish(GroupName group, Message message) {
    return done(layer.publish(group, message));
  }

  /** Publishes the texts 1, 2, 3 … */
  public void publishMany(GroupName group, int number) {
    for (int i = 1; i <= number; i++) {
      publish(group, Integer.toString(i));
    }
  }

  /** Sends, and waits until it is done. */
  public void send(Mailbox mailbox, String text) {
    Outcome<Void> outcome = answer(layer.send(mailbox.name(), Message.text(text)));
    if (outcome instanceof Refused<Void> refused) {
      throw new AssertionError("refused: " + refused.refusal());
    }
  }

  /** Waits for what was asked to be done, and gives it. */
  public static <T> T done(CompletionStage<Outcome<T>> stage) {
    Outcome<T> outcome = answer(stage);
    if (outcome instanceof Done<T> done) {
      return done.get();
    }
    throw new AssertionError("not done: " + outcome);
  }

  /** Waits for what was asked to be refused, and gives the reason. */
  public static <T> Refusal refused(CompletionStage<Outcome<T>> stage) {
    Outcome<T> outcome = answer(stage);
    if (outcome instanceof Refused<T> refused) {
      return refused.refusal();
    }
    throw new AssertionError("not refused: " + outcome);
  }

  /** Waits for an answer. */
  public static <T> T answer(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no answer", e);
    }
  }
}
