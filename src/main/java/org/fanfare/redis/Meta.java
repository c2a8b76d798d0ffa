package org.fanfare.redis;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;

/**
 * What the store holds about a group's log besides the entries.
 *
 * <p>Packed, it is the version {@code 1}, then big-endian: epoch, life, head (8 bytes each), count
 * (4), bytes, oldest time, newest time, touched, deadline, trimmed (8 each), then the ancestors
 * (epoch and last kept offset, 8 each), newest first.
 *
 * @param epoch the present epoch
 * @param life the life of the server in which the epoch began
 * @param head the last offset of the epoch
 * @param count the number of entries in the log, those of ancestors included
 * @param newest the time of the newest entry, 0 if there was none
 * @param touched the time of the last touch
 * @param trimmed the offset of the epoch up to which entries were discarded by request, 0 for none
 * @param ancestors the epochs that ended because the server's life did, and of which the log may
 *     still have entries
 */
record Meta(
    Epoch epoch,
    long life,
    long head,
    int count,
    long newest,
    long touched,
    long trimmed,
    List<Position> ancestors) {
  private static final byte VERSION = '1';

  /** Copies the list. */
  Meta {
    ancestors = List.copyOf(ancestors);
  }

  /** Reads a packed meta; throws {@link IllegalArgumentException} if it is not one. */
  static Meta of(byte[] packed) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(packed);
      if (bytes.get() != VERSION) {
        throw new IllegalArgumentException("a meta of version %d".formatted(packed[0]));
      }
      Epoch epoch = new Epoch(bytes.getLong());
      long life = bytes.getLong();
      long head = bytes.getLong();
      int count = bytes.getInt();
      bytes.getLong(); // the bytes and the oldest time are for the scripts alone
      bytes.getLong();
      long newest = bytes.getLong();
      long touched = bytes.getLong();
      bytes.getLong(); // so is the deadline
      long trimmed = bytes.getLong();
      List<Position> ancestors = new ArrayList<>();
      while (bytes.hasRemaining()) {
        ancestors.add(new Position(new Epoch(bytes.getLong()), bytes.getLong()));
      }
      return new Meta(epoch, life, head, count, newest, touched, trimmed, ancestors);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("%d bytes are no meta".formatted(packed.length), e);
    }
  }

  /** Returns the position after the newest entry. */
  Position position() {
    return new Position(epoch, head);
  }

  /** Returns the oldest offset of the present epoch that the log may still have. */
  long oldest() {
    return head - Math.min(count, head) + 1;
  }

  /** Returns the last offset of an epoch, if the log knows the epoch. */
  OptionalLong headOf(Epoch any) {
    return any.equals(epoch)
        ? OptionalLong.of(head)
        : ancestors.stream()
            .filter(ancestor -> ancestor.epoch().equals(any))
            .mapToLong(Position::offset)
            .findFirst();
  }

  /** Returns whether the log may have what follows a position. */
  boolean knows(Position position) {
    OptionalLong last = headOf(position.epoch());
    return last.isPresent() && position.offset() <= last.getAsLong();
  }

  /** Returns the time at which this life ends if nothing more happens. */
  long end(GroupPolicy policy) {
    long retained = count > 0 ? newest + policy.age().toMillis() : 0;
    return Math.max(touched, retained) + policy.idle().toMillis();
  }
}
