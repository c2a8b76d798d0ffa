package org.fanfare.consumer.run;

import org.fanfare.connection.Ended;
import org.fanfare.consumer.route.Handlers;
import org.fanfare.session.Inbox;
import org.fanfare.status.Status;

/**
 * Takes the messages that a client sends over a WebSocket, for the callbacks of its connection; a
 * client that sends more than they handle is ended. Called by one callback of the transport at a
 * time; does not block.
 */
final class ConsumerInbox implements Inbox {
  private final ConsumerConnection connection;
  private final int maxSize;

  ConsumerInbox(ConsumerConnection connection, int maxSize) {
    this.connection = connection;
    this.maxSize = maxSize;
  }

  @Override
  public void text(String text) {
    if (handlers().takesTexts()) {
      take(new Event.Text(text), text.length());
    } else {
      connection.end(unsupported("text messages"));
    }
  }

  @Override
  public void bytes(byte[] bytes) {
    if (handlers().takesBytes()) {
      take(new Event.Bytes(bytes), bytes.length);
    } else {
      connection.end(unsupported("binary messages"));
    }
  }

  private Handlers handlers() {
    return connection.route().type().fromClient();
  }

  private void take(Event event, int size) {
    if (!connection.callbacks().offer(event, size)) {
      connection.end(Ended.FLOODED);
    }
  }

  /** Returns the end of whoever sends what no method takes. */
  static Ended unsupported(String what) {
    return new Ended(Status.UNSUPPORTED, "this route takes no " + what);
  }

  @Override
  public int maxSize() {
    return maxSize;
  }
}
