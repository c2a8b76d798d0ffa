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

  /** Sends after the commit of the calling thread's transaction, or now if it has none. */
  @FunctionalInterface
  public interface Commits {
    /** Has a step sent, or failed. */
    void afterCommit(Step step);
  }

  /** A message that is to be sent. */
  public interface Step {
    /** Returns its size in bytes. */
    int size();

    /** Sends it; may wait for the layer. Does not throw. */
    void send();

    /** It cannot be sent: tells that. Does not throw. */
    void failed(RuntimeException why);
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
    commits.afterCommit(
        new Sending("a message to " + group, message.size(), () -> sender.publish(group, message)));
  }

  @Override
  public void publish(GroupName group, String type, @Nullable Object body) {
    publish(group, json.message(type, body));
  }

  @Override
  public void send(ChannelName channel, String type, @Nullable Object body) {
    Message message = json.message(type, body);
    LayerSender.requireSize(message, maxSize);
    commits.afterCommit(
        new Sending("a message to a channel", message.size(), () -> sender.send(channel, message)));
  }

  /** A message that is sent by the sender. */
  private final class Sending implements Step {
    private final String what;
    private final int size;
    private final Runnable send;

    Sending(String what, int size, Runnable send) {
      this.what = what;
      this.size = size;
      this.send = send;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public void send() {
      try {
        send.run();
      } catch (RuntimeException failure) {
        failed(failure);
      } catch (Error failure) {
        failed(new IllegalStateException("it may not have been sent", failure));
      }
    }

    @Override
    public void failed(RuntimeException why) {
      LOG.log(Level.ERROR, "After a commit " + what + " was not sent", why);
      try {
        failed.failed(new SendFailed(what, why));
      } catch (RuntimeException untold) {
        LOG.log(Level.ERROR, "That " + what + " was not sent is told to nobody", untold);
      }
    }
  }
}
