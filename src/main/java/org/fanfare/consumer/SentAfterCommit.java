package org.fanfare.consumer;

import java.lang.System.Logger.Level;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** Sends by a sender when transactions have committed. Safe for use by any thread. */
public final class SentAfterCommit implements AfterCommit {
  private static final System.Logger LOG = System.getLogger(SentAfterCommit.class.getName());

  private final Sender sender;
  private final TypedJson json;
  private final int maxSize;
  private final Commits commits;
  private final Failed failed;

  /** Runs steps after the commit of the calling thread's transaction, or now if it has none. */
  @FunctionalInterface
  public interface Commits {
    /** Runs a step, which does not throw. */
    void afterCommit(Runnable step);
  }

  /** Is told of what was not sent; on any thread. */
  @FunctionalInterface
  public interface Failed {
    /** Something was not sent. */
    void failed(SendFailed what);
  }

  /**
   * Sends by {@code sender}.
   *
   * @param maxSize the maximum size of a message in bytes
   */
  public SentAfterCommit(
      Sender sender, TypedJson json, int maxSize, Commits commits, Failed failed) {
    this.sender = sender;
    this.json = json;
    this.maxSize = maxSize;
    this.commits = commits;
    this.failed = failed;
  }

  @Override
  public void publish(GroupName group, Message message) {
    LayerSender.requireSize(message, maxSize);
    later("a message to " + group, () -> sender.publish(group, message));
  }

  @Override
  public void publish(GroupName group, String type, @Nullable Object body) {
    publish(group, json.message(type, body));
  }

  @Override
  public void send(ChannelName channel, String type, @Nullable Object body) {
    Message message = json.message(type, body);
    LayerSender.requireSize(message, maxSize);
    later("a message to a channel", () -> sender.send(channel, message));
  }

  private void later(String what, Runnable send) {
    commits.afterCommit(
        () -> {
          try {
            send.run();
          } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "After a commit " + what + " was not sent", failure);
            failed.failed(new SendFailed(what, failure));
          }
        });
  }
}
