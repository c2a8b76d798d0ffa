package org.fanfare.consumer.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where the relay of a group begins. Immutable.
 *
 * <p>Its place is settled when the consumer asks for it, although the client's transport may open
 * later. What was published before it asked is given as far as the log still has it then: the
 * newest ones, or all that are retained, never make a gap. What was published later is given, or
 * named in a gap.
 *
 * @param from where its reader begins
 * @param promised what comes after this position is never missing without a word; null as long as
 *     the place is not settled
 */
record Relay(Start from, @Nullable Position promised) {
  /** A relay whose place is not settled yet. */
  static Relay asked(Start from) {
    return new Relay(from, null);
  }

  /** A relay whose client goes on where it is. */
  static Relay goingOn(Position client) {
    return new Relay(new Start.After(client), client);
  }

  boolean isSettled() {
    return promised != null;
  }

  /** Returns it with the place of a reader that was opened for it. */
  Relay settled(Reader reader) {
    Position at = reader.position();
    if (isSettled() || from instanceof Start.After) {
      return new Relay(new Start.After(at), promised == null ? at : promised);
    }
    long head = Math.max(at.offset(), reader.headWhenOpened());
    return new Relay(new Start.After(at), new Position(at.epoch(), head));
  }

  /**
   * Returns it with the place of a client, if that is later. Never with an earlier one: a cursor is
   * no secret, and what was published before was never meant for the client.
   */
  Relay continuedAt(Position client) {
    if (!(from instanceof Start.After began)) {
      return this;
    }
    Position first = began.position();
    boolean later = client.epoch().equals(first.epoch()) && client.offset() >= first.offset();
    return later ? goingOn(client) : this;
  }

  /** Whether it does not begin in another life of its group. */
  boolean isOfLife(Epoch epoch) {
    return !(from instanceof Start.After began) || began.position().epoch().equals(epoch);
  }

  /** Opens its reader. */
  CompletionStage<Reader> open(Function<Start, CompletionStage<Reader>> opens) {
    Position place = promised;
    if (place == null
        || !(from instanceof Start.After began)
        || !isBefore(began.position(), place)) {
      return opens.apply(from);
    }
    return opens
        .apply(new Start.Oldest())
        .thenCompose(
            oldest -> {
              if (isFrom(began.position(), oldest.position(), place)) {
                return CompletableFuture.completedFuture(oldest);
              }
              boolean isLost = isBefore(place, oldest.position());
              oldest.close();
              return opens.apply(isLost ? new Start.After(place) : from);
            });
  }

  private static boolean isBefore(Position one, Position other) {
    return one.epoch().equals(other.epoch()) && one.offset() < other.offset();
  }

  /** Whether {@code at} is not before the first, and not after the last. */
  private static boolean isFrom(Position first, Position at, Position last) {
    return at.epoch().equals(first.epoch()) && !isBefore(at, first) && !isBefore(last, at);
  }
}
