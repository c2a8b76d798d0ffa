package org.fanfare.consumer.run;

import org.fanfare.connection.Ended;
import org.fanfare.consumer.route.ConsumerType;
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
    if (takesText()) {
      take(new Event.Text(text), text.length());
    } else {
      refuse("text messages");
    }
  }

  @Override
  public void bytes(byte[] bytes) {
    if (type().fromClient().ofBytes().isPresent()) {
      take(new Event.Bytes(bytes), bytes.length);
    } else {
      refuse("binary messages");
    }
  }

  private boolean takesText() {
    return type().fromClient().isJson() || type().fromClient().ofText().isPresent();
  }

  private ConsumerType type() {
    return connection.route().type();
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

  private void take(Event event, int size) {
    if (pauses) {
      connection.callbacks().take(event, size); // there was room: it is one beyond it at most
    } else if (!connection.callbacks().offer(event, size)) {
      connection.end(Ended.FLOODED);
    }
  }

  private void refuse(String what) {
    connection.end(new Ended(Status.UNSUPPORTED, "this route takes no " + what));
  }

  @Override
  public int maxSize() {
    return maxSize;
  }
}
