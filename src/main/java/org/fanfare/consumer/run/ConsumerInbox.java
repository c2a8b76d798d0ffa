package org.fanfare.consumer.run;

import org.fanfare.connection.Ended;
import org.fanfare.consumer.route.Handlers;
import org.fanfare.message.Message;
import org.fanfare.session.PausableInbox;
import org.fanfare.status.Status;

/**
 * Takes the messages that a client sends over a WebSocket, for the callbacks of its connection. A
 * client that sends more than they handle is ended, unless its transport stops reading. Called by
 * one callback of the transport at a time; does not block.
 */
final class ConsumerInbox implements PausableInbox {
  private final ConsumerConnection connection;
  private final int maxSize;
  private boolean pauses; // used by the thread that reads

  ConsumerInbox(ConsumerConnection connection, int maxSize) {
    this.connection = connection;
    this.maxSize = maxSize;
  }

  @Override
  public void text(String text) {
    if (handlers().takesTexts()) {
      take(new Event.Text(text, Message.utf8Length(text)));
    } else {
      connection.end(unsupported("text messages"));
    }
  }

  @Override
  public void bytes(byte[] bytes) {
    if (handlers().takesBytes()) {
      take(new Event.Bytes(bytes));
    } else {
      connection.end(unsupported("binary messages"));
    }
  }

  private Handlers handlers() {
    return connection.route().type().fromClient();
  }

  @Override
  public boolean takesMore(Runnable then) {
    pauses = true;
    if (!connection.callbacks().isFull()) {
      return true;
    }
    connection.callbacks().whenRoom(then);
    return false;
  }

  private void take(Event.FromClient message) {
    if (pauses) {
      connection.callbacks().take(message); // there was room: it is one beyond it at most
    } else if (!connection.callbacks().offer(message)) {
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
