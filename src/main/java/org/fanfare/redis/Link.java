package org.fanfare.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one server in one of its lives, from its opening to its end. A link is never
 * opened again.
 *
 * <p>Used on the loop, where its stages complete and its listener is called. What is asked is done
 * in the order in which it was asked, at most once. A stage that fails does so with a {@link
 * LinkException}, after the time-out at the latest; when a link ends, all stages that are left
 * fail.
 */
interface Link {
  /**
   * Returns the life of the server: it was read on this connection, before anything else was asked.
   */
  long life();

  /** Reads the life of the server again. */
  CompletionStage<Long> look();

  /**
   * Runs a script.
   *
   * @return the reply: {@code byte[]}, {@code Long}, and lists of them
   */
  CompletionStage<List<Object>> run(Script script, List<byte[]> keys, List<byte[]> arguments);

  /** Returns the value of a key; null if there is none. */
  CompletionStage<byte @Nullable []> get(byte[] key);

  /**
   * Returns the names of all keys that match a pattern with one {@code *}. A key that is set or
   * deleted meanwhile may be missing or not, and a name may be there several times.
   */
  CompletionStage<List<byte[]>> names(String pattern);

  /** Notifies who is subscribed to a channel, without a log. */
  CompletionStage<?> notify(byte[] channel, byte[] payload);

  /** Subscribes to channels; done when every later notification will be heard. */
  CompletionStage<?> subscribe(List<byte[]> channels);

  /** Ends subscriptions. */
  void unsubscribe(List<byte[]> channels);

  /** Ends this link. Its listener is not called any more. Idempotent. */
  void close();

  /** Is told what comes without having been asked for. */
  interface Listener {
    /** A notification came on a channel. */
    void heard(byte[] channel, byte[] payload);

    /** The server has said how its memory is, when the link was opened or when it was looked at. */
    default void looked(ServerMemory memory) {
      // for those who do not ask
    }

    /**
     * The link has ended by itself; called once.
     *
     * @param why the reason, for a person
     */
    void ended(String why);
  }

  /** Opens links. */
  interface Dialer {
    /** Opens a link; the stage completes on the loop, within a time-out. */
    CompletionStage<Link> dial(Listener listener);

    /**
     * Returns whether the server that was dialled last is the one that would be dialled now; true
     * if nobody knows. The stage completes on the loop, within some time-outs.
     */
    default CompletionStage<Boolean> isPresent() {
      return CompletableFuture.completedFuture(true);
    }
  }
}
