package org.fanfare.consumer.test;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.fanfare.message.Message;
import org.fanfare.protocol.Json;

/**
 * The messages that the client of a session sends: numbered from 1, kept until the server has
 * acknowledged them, and sent as far as the window allows. For one thread.
 */
final class SentMessages {
  private final List<Message> unacknowledged = new ArrayList<>();
  private int window;
  private long acknowledged; // the server has taken the messages up to this number
  private long sent; // they were sent over the present carrier up to this number

  /** The server has said how many may be sent without an acknowledgement. */
  void window(int most) {
    window = most;
  }

  void add(Message message) {
    unacknowledged.add(message);
  }

  /** Returns whether there is one to be sent now. */
  boolean hasNext() {
    return sent < acknowledged + Math.min(unacknowledged.size(), window);
  }

  /** Sends the next; returns it as it stands in a frame. */
  String next() {
    Message next = unacknowledged.get((int) (sent - acknowledged));
    sent++;
    String content =
        next.kind() == Message.Kind.BYTES
            ? "null,\"" + Base64.getEncoder().encodeToString(next.toBytes()) + "\""
            : Json.quote(next.text());
    return "[%d,%s]".formatted(sent, content);
  }

  /** Returns the number of the last that was sent. */
  long sent() {
    return sent;
  }

  /** The server has taken the messages up to a number. */
  void acknowledged(long number) {
    while (acknowledged < number) {
      unacknowledged.remove(0);
      acknowledged++;
    }
    sent = Math.max(sent, acknowledged);
  }

  /** What is not acknowledged is to be sent again; returns whether there is such a message. */
  boolean again() {
    boolean some = acknowledged < sent;
    sent = acknowledged;
    return some;
  }
}
