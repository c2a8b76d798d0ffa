package org.fanfare.consumer.run;

import org.fanfare.connection.Ended;
import org.fanfare.log.Gap;
import org.fanfare.log.Publication;

/** Something for which a callback of a connection is called. Immutable. */
sealed interface Event {
  /** Returns the callback that is called for it. */
  Callback callback();

  /** A message that the client sent. */
  sealed interface FromClient extends Event {
    /**
     * Returns how much it counts in the inbox, in bytes: the same when it comes and when it goes.
     */
    int size();
  }

  /**
   * A text that the client sent.
   *
   * @param text the message
   * @param size how much it counts in the inbox
   */
  record Text(String text, int size) implements FromClient {
    @Override
    public Callback callback() {
      return Callback.FROM_CLIENT;
    }
  }

  /**
   * Bytes that the client sent.
   *
   * @param bytes the message; not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bytes(byte[] bytes) implements FromClient {
    @Override
    public int size() {
      return bytes.length;
    }

    @Override
    public Callback callback() {
      return Callback.FROM_CLIENT;
    }
  }

  /** There may be messages in the mailbox of the connection's channel. */
  record Mail() implements Event {
    @Override
    public Callback callback() {
      return Callback.FROM_LAYER;
    }
  }

  /**
   * A publication of a joined group.
   *
   * @param publication the publication
   * @param from the group, which may be left before this is handled
   */
  record Published(Publication publication, JoinedGroup from) implements Event {
    @Override
    public Callback callback() {
      return Callback.FROM_LAYER;
    }
  }

  /**
   * Publications of a joined group are missing.
   *
   * @param gap which
   * @param from the group, which may be left before this is handled
   */
  record Missed(Gap gap, JoinedGroup from) implements Event {
    @Override
    public Callback callback() {
      return Callback.MISSED;
    }
  }

  /**
   * A timer is due, or code of the application wants to run in the order of the callbacks.
   *
   * @param callback which of both it is
   * @param run what to run
   */
  record Task(Callback callback, Runnable run) implements Event {}

  /**
   * The connection has ended.
   *
   * @param why why
   */
  record End(Ended why) implements Event {
    @Override
    public Callback callback() {
      return Callback.DISCONNECT;
    }
  }
}
