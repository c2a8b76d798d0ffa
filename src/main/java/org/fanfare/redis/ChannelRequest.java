package org.fanfare.redis;

import java.nio.ByteBuffer;
import org.fanfare.fanout.Mailboxes;
import org.fanfare.layer.Outcome;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * What one node asks of the node that owns a channel.
 *
 * <p>After the head of every {@link NodeMessage} it consists of the tag of the node that asks (11
 * bytes), the length of the channel's name (1 byte), the name, and what belongs to the kind: for a
 * send the message, as in an {@link Entry}; for an addition the epoch, the offset (8 bytes each)
 * and the group; for a removal the group.
 *
 * @param id the id, which is unique among the requests of the node that asks
 * @param from the node that asks, and is answered
 * @param channel the channel
 * @param action what is to be done
 */
record ChannelRequest(long id, NodeTag from, ChannelName channel, Action action)
    implements NodeMessage {
  private static final byte SEND = 1;
  private static final byte ADD = 2;
  private static final byte REMOVE = 3;

  /** What is to be done with a channel. */
  sealed interface Action {}

  /** A message is to be put into its mailbox. */
  record Send(Message message) implements Action {}

  /** It is added to a group, to be read after {@code position}. */
  record Add(GroupName group, Position position) implements Action {}

  /** It is removed from a group. */
  record Remove(GroupName group) implements Action {}

  /** Does it, on the node that owns the channel. */
  Outcome<Void> run(Mailboxes here) {
    if (action instanceof Send send) {
      return here.send(channel, send.message());
    }
    if (action instanceof Add add) {
      Outcome<Position> added = here.added(channel, add.group(), add.position());
      return added instanceof Outcome.Refused<Position> refused
          ? Outcome.refused(refused.refusal())
          : Outcome.done();
    }
    return here.removed(channel, ((Remove) action).group());
  }

  @Override
  public byte[] packed() {
    if (action instanceof Send send) {
      byte[] body = Entry.body(send.message());
      return begin(SEND, body.length).put(body).array();
    }
    if (action instanceof Add add) {
      byte[] group = NodeMessage.bytes(add.group().value());
      return begin(ADD, 2 * Long.BYTES + group.length)
          .putLong(add.position().epoch().bits())
          .putLong(add.position().offset())
          .put(group)
          .array();
    }
    byte[] group = NodeMessage.bytes(((Remove) action).group().value());
    return begin(REMOVE, group.length).put(group).array();
  }

  private ByteBuffer begin(byte kind, int size) {
    byte[] name = NodeMessage.bytes(channel.value());
    return NodeMessage.begin(kind, id, NodeTag.LENGTH + 1 + name.length + size)
        .put(NodeMessage.bytes(from.value()))
        .put((byte) name.length)
        .put(name);
  }

  static ChannelRequest read(byte kind, long id, ByteBuffer bytes) {
    if (kind < SEND || kind > REMOVE) {
      throw new IllegalArgumentException("kind %d of requests is not known".formatted(kind));
    }
    NodeTag from = new NodeTag(NodeMessage.name(bytes, NodeTag.LENGTH));
    int length = Byte.toUnsignedInt(bytes.get());
    ChannelName channel = new ChannelName(NodeMessage.name(bytes, length));
    return new ChannelRequest(id, from, channel, action(kind, bytes));
  }

  private static Action action(byte kind, ByteBuffer bytes) {
    if (kind == SEND) {
      return new Send(Entry.message(bytes));
    }
    if (kind == ADD) {
      Position position = new Position(new Epoch(bytes.getLong()), bytes.getLong());
      return new Add(group(bytes), position);
    }
    return new Remove(group(bytes));
  }

  private static GroupName group(ByteBuffer bytes) {
    return new GroupName(NodeMessage.name(bytes, bytes.remaining()));
  }
}
