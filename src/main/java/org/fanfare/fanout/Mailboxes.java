package org.fanfare.fanout;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fanfare.layer.LayerLimits;
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
 * The mailboxes of the channels of one node. What concerns a name that none of them has is refused.
 * Safe for use by any thread; owners are notified on the caller's.
 */
public final class Mailboxes {
  private final LayerLimits limits;
  private final Map<ChannelName, LocalMailbox> open = new ConcurrentHashMap<>();

  /** Creates what has no mailboxes yet; each will have the bounds of {@code limits}. */
  public Mailboxes(LayerLimits limits) {
    this.limits = limits;
  }

  /** Opens a mailbox; its name must be new. */
  public Mailbox open(ChannelName name, MailboxOwner owner) {
    LocalMailbox mailbox = new LocalMailbox(name, owner, limits, () -> open.remove(name));
    open.put(name, mailbox);
    return mailbox;
  }

  /** Returns whether a mailbox of that name is open. */
  public boolean has(ChannelName name) {
    return open.containsKey(name);
  }

  /** Puts a message into a mailbox. */
  public Outcome<Void> send(ChannelName name, Message message) {
    LocalMailbox mailbox = open.get(name);
    return mailbox == null ? Outcome.refused(Refusal.NO_CHANNEL) : mailbox.put(message);
  }

  /** Notifies a mailbox's owner that it was added to a group, to be read after {@code from}. */
  public Outcome<Position> added(ChannelName name, GroupName group, Position from) {
    MailboxOwner owner = owner(name);
    if (owner == null) {
      return Outcome.refused(Refusal.NO_CHANNEL);
    }
    owner.added(group, from);
    return Outcome.done(from);
  }

  /** Notifies a mailbox's owner that it was removed from a group. */
  public Outcome<Void> removed(ChannelName name, GroupName group) {
    MailboxOwner owner = owner(name);
    if (owner == null) {
      return Outcome.refused(Refusal.NO_CHANNEL);
    }
    owner.removed(group);
    return Outcome.done();
  }

  private @Nullable MailboxOwner owner(ChannelName name) {
    LocalMailbox mailbox = open.get(name);
    return mailbox == null ? null : mailbox.owner();
  }

  /** Returns the number of open mailboxes. */
  public int count() {
    return open.size();
  }
}
