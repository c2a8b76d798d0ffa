package org.fanfare.consumer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Refusal;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * A sender that uses a channel layer, from {@link #open} to {@link #close}. Safe for use by any
 * thread.
 */
public final class LayerSender implements Sender, AutoCloseable {
  /** A little more than the time after which a layer reports that the result is unknown. */
  private static final Duration MOST_WAIT = Duration.ofMillis(2_200);

  private final ChannelLayer layer;
  private final int maxSize;
  private final TypedJson json = new TypedJson();
  private volatile boolean open;

  /**
   * Creates a sender that is not open yet.
   *
   * @param maxSize the maximum size of a message in bytes
   */
  public LayerSender(ChannelLayer layer, int maxSize) {
    this.layer = layer;
    this.maxSize = maxSize;
  }

  /** Permits sending from now on. */
  public void open() {
    open = true;
  }

  @Override
  public Receipt publish(GroupName group, Message message) {
    Outcome<Receipt> outcome = answer("publish to " + group, layer::publish, group, message);
    if (outcome instanceof Outcome.Refused<Receipt> refused) {
      throw new Refused("nothing was published to " + group, refused.refusal());
    }
    return ((Outcome.Done<Receipt>) outcome).get();
  }

  @Override
  public Receipt publish(GroupName group, String type, Object body) {
    return publish(group, json.message(type, body));
  }

  @Override
  public boolean send(ChannelName channel, Message message) {
    Outcome<Void> outcome = answer("send to a channel", layer::send, channel, message);
    if (!(outcome instanceof Outcome.Refused<Void> refused)) {
      return true;
    }
    if (refused.refusal() == Refusal.NO_CHANNEL) {
      return false;
    }
    throw new Refused("nothing was sent to the channel", refused.refusal());
  }

  @Override
  public boolean send(ChannelName channel, String type, Object body) {
    return send(channel, json.message(type, body));
  }

  /** Ends sending. */
  @Override
  public void close() {
    open = false;
  }

  /** An operation of the layer, which takes a destination and a message. */
  private interface Verb<W, T> {
    CompletionStage<Outcome<T>> ask(W where, Message message);
  }

  private <W, T> Outcome<T> answer(String what, Verb<W, T> verb, W where, Message message) {
    if (!open) {
      throw new IllegalStateException(
          "cannot "
              + what
              + ": the application has not started yet, has stopped, or its settings are wrong");
    }
    if (message.size() > maxSize) {
      throw new IllegalArgumentException(
          "a message has at most %d bytes (fanfare.message.max-size), not %d"
              .formatted(maxSize, message.size()));
    }
    try {
      return CompletableFuture.completedFuture(where)
          .thenCompose(to -> verb.ask(to, message)) // a throw fails the stage too
          .toCompletableFuture()
          .get(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LayerException failure
          ? failure
          : new LayerException("the layer failed to " + what, e, true);
    } catch (TimeoutException e) {
      throw new LayerException("no answer in " + MOST_WAIT + " to: " + what, e, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LayerException("interrupted before the answer to: " + what, e, true);
    }
  }
}
