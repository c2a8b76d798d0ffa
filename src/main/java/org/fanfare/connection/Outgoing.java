package org.fanfare.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.log.Cursor;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.log.Slice;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** One unit of content that a connection sends to its client. */
public sealed interface Outgoing {
  /**
   * Handles each kind of content. There is a method for each variant, so that code that handles
   * them does not compile until it handles a new one.
   *
   * @param <R> the result
   */
  interface Visitor<R> {
    /** The connection begins. */
    R hello(Hello hello);

    /** There are publications of the only group that the client reads. */
    R publications(Publications publications);

    /** There are publications of several groups, or some are missing. */
    R delivery(Delivery delivery);

    /** There are messages that code of the application has sent. */
    R messages(Messages messages);

    /** A session begins. */
    R sessionOpened(SessionOpened opened);

    /** There are messages of a session, or an acknowledgement. */
    R numbered(Numbered numbered);

    /** There is a message that was sent to the connection's channel. */
    R channelMessage(ChannelMessage sent);

    /** There is a reply to a request of the client. */
    R reply(Reply reply);

    /** An interruption begins or ends. */
    R interruption(Interruption interruption);

    /** A heartbeat is due. */
    R heartbeat(Heartbeat beat);

    /** The client is asked to confirm what it has received. */
    R ping(Ping ping);

    /** The connection ends. */
    R farewell(Farewell farewell);

    /** The connection cannot begin. */
    R refusal(Refusal refusal);
  }

  /** Calls the method of {@code visitor} for this variant. */
  <R> R accept(Visitor<R> visitor);

  /** Returns the total size of the messages in it, in bytes. */
  default long bytes() {
    return 0;
  }

  private static long size(List<Message> messages) {
    long bytes = 0;
    for (Message message : messages) {
      bytes += message.size();
    }
    return bytes;
  }

  /** Returns the content of the ping that is sent with it; 0 if none is. */
  default long mark() {
    return 0;
  }

  /**
   * The first content of a connection: where the client begins.
   *
   * @param cursor the starting cursor
   * @param groups the groups that the client reads
   * @param channel the connection's own channel; null if the protocol has none
   */
  record Hello(Cursor cursor, List<GroupName> groups, @Nullable ChannelName channel)
      implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.hello(this);
    }
  }

  /**
   * Publications of the only group that the client reads, without a gap. This is the common case.
   *
   * <p>Clients at the same position receive the same slice, so that a wire format for slices
   * encodes it once for all of them.
   */
  record Publications(Slice slice) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.publications(this);
    }

    @Override
    public long bytes() {
      return slice.bytes();
    }
  }

  /**
   * Publications of several groups, or with a gap.
   *
   * @param before the client's cursor before this; empty if the client reads only one group, since
   *     the first part contains the position in that group
   * @param parts a part for each group that has something to send, in the order to send them; never
   *     empty
   * @param after the client's cursor after this
   */
  record Delivery(Cursor before, List<Part> parts, Cursor after) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.delivery(this);
    }

    @Override
    public long bytes() {
      long bytes = 0;
      for (Part part : parts) {
        bytes += part.slice() == null ? 0 : part.slice().bytes();
      }
      return bytes;
    }

    /** Returns all gaps; usually there are none. */
    public List<Gap> gaps() {
      List<Gap> gaps = List.of();
      for (Part part : parts) {
        if (part.gap() != null) {
          gaps = gaps.isEmpty() ? new ArrayList<>() : gaps;
          gaps.add(part.gap());
        }
      }
      return gaps;
    }

    /** Returns all publications; those of each group are in order. */
    public List<Publication> publications() {
      List<Publication> publications = new ArrayList<>();
      for (Part part : parts) {
        if (part.slice() != null) {
          publications.addAll(part.slice().publications());
        }
      }
      return publications;
    }
  }

  /**
   * The result of one reader.
   *
   * @param group the key of its group in cursors
   * @param gap what is missing before the slice, or null
   * @param afterGap the reader's position after the gap and before the slice
   * @param slice the publications, or null
   */
  record Part(Cursor.Key group, @Nullable Gap gap, Position afterGap, @Nullable Slice slice) {}

  /**
   * Messages that code of the application has sent to the client, in order.
   *
   * @param messages the messages; never empty
   */
  record Messages(List<Message> messages) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.messages(this);
    }

    @Override
    public long bytes() {
      return size(messages);
    }
  }

  /**
   * A session begins on this connection.
   *
   * @param id the session's id, which is a secret of its client
   * @param protocol the application's subprotocol; empty if there is none
   * @param grace how long the session lives without a connection
   * @param window the maximum number of messages that its client may send unacknowledged
   */
  record SessionOpened(String id, String protocol, Duration grace, int window) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sessionOpened(this);
    }
  }

  /**
   * Messages of a session, which have numbers, and an acknowledgement of the client's.
   *
   * @param first the number of the first message
   * @param messages the messages; may be empty
   * @param ack the number up to which the client's messages were taken
   */
  record Numbered(long first, List<Message> messages, long ack) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.numbered(this);
    }

    @Override
    public long bytes() {
      return size(messages);
    }
  }

  /** A message sent to the connection's channel. */
  record ChannelMessage(Message message) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.channelMessage(this);
    }

    @Override
    public long bytes() {
      return message.size();
    }
  }

  /**
   * The reply to a request of the client.
   *
   * @param id the id that the client gave its request, or null
   * @param answer the answer
   */
  record Reply(@Nullable String id, Answer answer) implements Outgoing {
    /** Returns its approximate memory, in bytes, which does not change. */
    long weight() {
      return (id == null ? 0 : id.length()) + answer.weight();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reply(this);
    }
  }

  /**
   * An interruption of what the client reads begins or ends. During an interruption publications
   * may not arrive, because the channel layer has lost other nodes. Nothing is missed through it.
   *
   * @param cursor the client's cursor
   * @param begins true if the interruption begins, false if it ends
   */
  record Interruption(Cursor cursor, boolean begins) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.interruption(this);
    }
  }

  /**
   * A sign of life from the server.
   *
   * @param cursor the client's cursor
   * @param mark the content of the ping, on a transport that has pings; else 0
   */
  record Heartbeat(Cursor cursor, long mark) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.heartbeat(this);
    }
  }

  /**
   * The question whether the client has received what was written before, on a transport that has
   * pings.
   *
   * @param mark the content of the ping, which the answer repeats
   */
  record Ping(long mark) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ping(this);
    }
  }

  /**
   * The last content of a connection.
   *
   * @param cursor the client's cursor
   * @param reason why the connection ends
   * @param retryMillis the delay in milliseconds after which the client should reconnect
   */
  record Farewell(Cursor cursor, Ended reason, long retryMillis) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.farewell(this);
    }
  }

  /**
   * The only content for a client whose connection cannot begin.
   *
   * @param reason why it cannot
   * @param retryMillis the delay in milliseconds after which the client should reconnect
   */
  record Refusal(Ended reason, long retryMillis) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.refusal(this);
    }
  }
}
