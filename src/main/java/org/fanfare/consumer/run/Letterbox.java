package org.fanfare.consumer.run;

import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerAnswer;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Start;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The channel of one connection, which is opened when its name is asked for first. Safe for use by
 * any thread; {@link #name} waits for the layer the first time.
 */
final class Letterbox implements MailboxOwner {
  private final ChannelLayer layer;
  private final Callbacks callbacks;
  private final GroupLinks groups;
  private @Nullable Mailbox mailbox; // guarded by this
  private boolean over; // guarded by this

  Letterbox(ChannelLayer layer, Callbacks callbacks, GroupLinks groups) {
    this.layer = layer;
    this.callbacks = callbacks;
    this.groups = groups;
  }

  ChannelName name() {
    Mailbox known = mailbox();
    if (known != null) {
      return known.name();
    }
    Mailbox opened =
        LayerAnswer.await("open a channel", () -> layer.openMailbox(this), Mailbox::close);
    Mailbox first = first(opened);
    if (first != opened || isOver()) {
      opened.close(); // another thread was first, or nobody takes mail any more
    }
    return first.name();
  }

  private synchronized @Nullable Mailbox mailbox() {
    return mailbox;
  }

  private synchronized Mailbox first(Mailbox opened) {
    Mailbox first = mailbox == null ? opened : mailbox;
    mailbox = first;
    return first;
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** Takes the oldest message, or returns null if there is none. */
  @Nullable Message take() {
    Mailbox known = mailbox();
    return known == null ? null : known.take();
  }

  /** Closes the channel: nobody has its name any more. */
  void end() {
    Mailbox known;
    synchronized (this) {
      over = true;
      known = mailbox;
    }
    if (known != null) {
      known.close();
    }
  }

  @Override
  public void arrived() {
    callbacks.mailCame();
  }

  /** Others who have the name join it to a group; the consumer gets what is published there. */
  @Override
  public void added(GroupName group, Position from) {
    groups.added(group, new Start.After(from));
  }

  @Override
  public void removed(GroupName group) {
    groups.leave(group);
  }
}
