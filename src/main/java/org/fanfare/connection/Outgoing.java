package org.fanfare.connection;

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

/** One thing that a connection has to tell its client. */
public sealed interface Outgoing {
  /**
   * Chooses by what there is to tell. It has a method for each variant, so that whoever chooses has
   * to decide about a new one before it compiles.
   *
   * @param <R> what is made of it
   */
  interface Visitor<R> {
    /** The client begins. */
    R hello(Hello hello);

    /** There are publications of the only group. */
    R publications(Publications publications);

    /** There are publications of several groups, or some are missing. */
    R delivery(Delivery delivery);

    /** A message came to the connection's channel. */
    R channelMessage(ChannelMessage sent);

    /** There is an answer. */
    R reply(Reply reply);

    /** What is read is interrupted, or goes on. */
    R interruption(Interruption interruption);

    /** A sign of life is due. */
    R heartbeat(Heartbeat beat);

    /** The client is asked for an answer. */
    R ping(Ping ping);

    /** The connection ends. */
    R farewell(Farewell farewell);

    /** The connection cannot begin. */
    R refusal(Refusal refusal);
  }

  /** Calls the method of {@code visitor} for this. */
  <R> R accept(Visitor<R> visitor);

  /** The bytes of the messages in it. */
  default long bytes() {
    return 0;
  }

  /** What a ping carries that goes with it, or 0 if none does. */
  default long mark() {
    return 0;
  }

  /**
   * The first thing told: where the client begins.
   *
   * @param cursor the starting cursor
   * @param groups the groups it reads
   * @param channel its own channel, on a face that has one
   */
  record Hello(Cursor cursor, List<GroupName> groups, @Nullable ChannelName channel)
      implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.hello(this);
    }
  }

  /**
   * Publications of the only group that the client reads, without a gap: the common case.
   *
   * <p>Clients at the same place are told the same slice, so that a wire format for slices is
   * encoded once for all of them.
   *
   * @param slice the publications
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
   * Publications of several groups, or with something missing.
   *
   * @param before where the client was; of a client that reads only one group it is empty, since
   *     the first part says where that one is anew
   * @param parts for each group with something to tell, in the order to tell it; never empty
   * @param after where the client is afterwards
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

    /** All gaps; usually none. */
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

    /** All publications, each group's in order. */
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
   * What one reader gave.
   *
   * @param group the key of its group in cursors
   * @param gap what is missing before the slice, or null
   * @param afterGap where the reader is past the gap and before the slice
   * @param slice the publications, or null
   */
  record Part(Cursor.Key group, @Nullable Gap gap, Position afterGap, @Nullable Slice slice) {}

  /**
   * A message sent to the connection's channel.
   *
   * @param message the message
   */
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
   * An answer to what the client asked.
   *
   * @param id what the client called its question, or null
   * @param answer the answer
   */
  record Reply(@Nullable String id, Answer answer) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reply(this);
    }
  }

  /**
   * What is published may not come at the moment, since the channel layer has lost other nodes; or
   * it comes again. Nothing is missed by it.
   *
   * @param cursor where the client is
   * @param begins whether it begins, else it is over
   */
  record Interruption(Cursor cursor, boolean begins) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.interruption(this);
    }
  }

  /**
   * A sign of life.
   *
   * @param cursor where the client is
   * @param mark what the ping carries, on a face that has pings, else 0
   */
  record Heartbeat(Cursor cursor, long mark) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.heartbeat(this);
    }
  }

  /**
   * A question whether the client has what was written before, on a face that has pings.
   *
   * @param mark what the ping carries: the answer has the same
   */
  record Ping(long mark) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ping(this);
    }
  }

  /**
   * The last thing told.
   *
   * @param cursor where the client is
   * @param reason why it ends
   * @param retryMillis the delay after which the client should come back
   */
  record Farewell(Cursor cursor, CloseReason reason, long retryMillis) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.farewell(this);
    }
  }

  /**
   * The only thing told to a client whose connection cannot begin.
   *
   * @param reason why
   * @param retryMillis the delay after which the client should come back
   */
  record Refusal(CloseReason reason, long retryMillis) implements Outgoing {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.refusal(this);
    }
  }
}
