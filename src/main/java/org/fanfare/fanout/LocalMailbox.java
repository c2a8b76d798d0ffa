package org.fanfare.fanout;

import java.util.ArrayDeque;
import java.util.Queue;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.message.ChannelName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue with one owner. Safe for use by any thread; the owner is notified outside the
 * lock.
 */
final class LocalMailbox implements Mailbox {
  private final ChannelName name;
  private final MailboxOwner owner;
  private final LayerLimits limits;
  private final Runnable closed;

  private final Queue<Message> messages = new ArrayDeque<>(); // guarded by itself
  private long bytes; // guarded by messages
  private boolean open = true; // guarded by messages

  LocalMailbox(ChannelName name, MailboxOwner owner, LayerLimits limits, Runnable closed) {
    this.name = name;
    this.owner = owner;
    this.limits = limits;
    this.closed = closed;
  }

  @Override
  public ChannelName name() {
    return name;
  }

  MailboxOwner owner() {
    return owner;
  }

  Outcome<Void> put(Message message) {
    synchronized (messages) {
      if (!open) {
        return Outcome.refused(Refusal.NO_CHANNEL);
      }
      if (messages.size() >= limits.mailboxCount()
          || bytes + message.size() > limits.mailboxBytes()) {
        return Outcome.refused(Refusal.CHANNEL_FULL);
      }
      messages.add(message);
      bytes += message.size();
    }
    owner.arrived();
    return Outcome.done();
  }

  @Override
  public @Nullable Message take() {
    synchronized (messages) {
      Message message = messages.poll();
      if (message != null) {
        bytes -= message.size();
      }
      return message;
    }
  }

  @Override
  public void close() {
    synchronized (messages) {
      open = false;
      messages.clear();
      bytes = 0;
    }
    closed.run();
  }
}
