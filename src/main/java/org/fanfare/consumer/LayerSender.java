package org.fanfare.consumer;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.fanfare.connection.Ended;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerAnswer;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Refusal;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.message.UserGroup;
import org.jspecify.annotations.Nullable;

/**
 * A sender that uses a channel layer, from {@link #open} to {@link #close}. Safe for use by any
 * thread.
 */
public final class LayerSender implements Sender, AutoCloseable {
  private final ChannelLayer layer;
  private final int maxSize;
  private final TypedJson json;
  private volatile boolean open;
  private volatile @Nullable BiConsumer<String, Ended> ends;
  private volatile @Nullable AfterCommit afterCommit;

  /**
   * Creates a sender that is not open yet.
   *
   * @param maxSize the maximum size of a message in bytes
   * @param json writes typed messages
   */
  public LayerSender(ChannelLayer layer, int maxSize, TypedJson json) {
    this.layer = layer;
    this.maxSize = maxSize;
    this.json = json;
  }

  /** Permits sending from now on; there are no consumers, and no transactions. */
  public void open() {
    open(
        (user, why) -> {},
        new SentAfterCommit(this, json, maxSize, SentAfterCommit.Step::send, failed -> {}));
  }

  /**
   * Permits sending from now on.
   *
   * @param ending ends the connections of a user
   * @param committed sends after commits
   */
  public void open(BiConsumer<String, Ended> ending, SentAfterCommit committed) {
    ends = ending;
    afterCommit = committed;
    open = true;
  }

  @Override
  public Receipt publish(GroupName group, Message message) {
    Outcome<Receipt> outcome = answer("publish to " + group, layer::publish, group, message);
    if (outcome instanceof Outcome.Refused<Receipt> refused) {
      throw Refused.of(refused.refusal(), group.value());
    }
    return ((Outcome.Done<Receipt>) outcome).get();
  }

  @Override
  public Receipt publish(GroupName group, String type, @Nullable Object body) {
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
    throw Refused.of(refused.refusal(), "");
  }

  @Override
  public boolean send(ChannelName channel, String type, @Nullable Object body) {
    return send(channel, json.message(type, body));
  }

  @Override
  public void end(String user, Ended why) {
    BiConsumer<String, Ended> known = ends;
    if (!open || known == null) {
      throw notOpen("end the connections of a user");
    }
    known.accept(user, why);
  }

  @Override
  public AfterCommit afterCommit() {
    AfterCommit known = afterCommit;
    if (!open || known == null) {
      throw notOpen("send after a commit");
    }
    return known;
  }

  @Override
  public GroupName groupOf(String user) {
    return UserGroup.of(user);
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
      throw notOpen(what);
    }
    requireSize(message, maxSize);
    return LayerAnswer.await(what, () -> verb.ask(where, message));
  }

  /** Throws {@link IllegalArgumentException} for a message above the maximum size. */
  public static void requireSize(Message message, int maxSize) {
    if (message.size() > maxSize) {
      throw new IllegalArgumentException(
          "a message has at most %d bytes (fanfare.message.max-size), not %d"
              .formatted(maxSize, message.size()));
    }
  }

  private static IllegalStateException notOpen(String what) {
    return new IllegalStateException(
        "cannot "
            + what
            + ": the application has not started yet, has stopped, or its settings are wrong");
  }
}
