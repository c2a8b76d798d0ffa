package org.fanfare.consumer.run;

import org.fanfare.connection.Ended;
import org.fanfare.log.Gap;
import org.fanfare.log.Publication;

/** Something for which a callback of a connection is called. Immutable. */
sealed interface Event {
  /** Returns the callback that is called for it. */
  Callback callback();

  /**
   * A text that the client sent.
   *
   * @param text the message
   */
  record Text(String text) implements Event {
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
  record Bytes(byte[] bytes) implements Event {
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
   */
  record Published(Publication publication) implements Event {
    @Override
    public Callback callback() {
      return Callback.FROM_LAYER;
    }
  }

  /**
   * Publications of a joined group are missing.
   *
   * @param gap which
   */
  record Missed(Gap gap) implements Event {
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
