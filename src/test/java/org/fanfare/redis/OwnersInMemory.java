package org.fanfare.redis;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The channels of a node, under names with its tag, whose mailboxes are in a layer in memory. Safe
 * for use by any thread.
 */
final class OwnersInMemory implements Owners {
  private record Channel(Mailbox mailbox, MailboxOwner owner) {}

  private final NodeTag tag;
  private final ChannelLayer mailboxes;
  private final SecureRandom random = new SecureRandom();
  private final Map<ChannelName, Channel> channels = new ConcurrentHashMap<>();

  /**
   * Creates what has no channels.
   *
   * @param mailboxes a layer that answers at once
   */
  OwnersInMemory(NodeTag tag, ChannelLayer mailboxes) {
    this.tag = tag;
    this.mailboxes = mailboxes;
  }

  private static <T> T now(CompletionStage<T> answer) {
    return answer.toCompletableFuture().join();
  }

  /** Opens a mailbox under a new name. */
  Mailbox open(MailboxOwner owner) {
    ChannelName name = tag.channel(random);
    Mailbox mailbox = now(mailboxes.openMailbox(owner));
    channels.put(name, new Channel(mailbox, owner));
    return new Tagged(name, mailbox);
  }

  /** Returns how many mailboxes are open. */
  long count() {
    return mailboxes.statistics().mailboxes();
  }

  @Override
  public boolean isOpen(ChannelName channel) {
    return channels.containsKey(channel);
  }

  @Override
  public Outcome<Void> put(ChannelName channel, Message message) {
    Channel open = channels.get(channel);
    return open == null
        ? Outcome.refused(Refusal.NO_CHANNEL)
        : now(mailboxes.send(open.mailbox.name(), message));
  }

  @Override
  public Outcome<Void> added(ChannelName channel, GroupName group, Position from) {
    Channel open = channels.get(channel);
    if (open == null) {
      return Outcome.refused(Refusal.NO_CHANNEL);
    }
    open.owner.added(group, from);
    return Outcome.done();
  }

  @Override
  public Outcome<Void> removed(ChannelName channel, GroupName group) {
    Channel open = channels.get(channel);
    if (open == null) {
      return Outcome.refused(Refusal.NO_CHANNEL);
    }
    open.owner.removed(group);
    return Outcome.done();
  }

  /** A mailbox that others know by another name. */
  private final class Tagged implements Mailbox {
    private final ChannelName name;
    private final Mailbox mailbox;

    Tagged(ChannelName name, Mailbox mailbox) {
      this.name = name;
      this.mailbox = mailbox;
    }

    @Override
    public ChannelName name() {
      return name;
    }

    @Override
    public @Nullable Message take() {
      return mailbox.take();
    }

    @Override
    public void close() {
      channels.remove(name);
      mailbox.close();
    }
  }
}
