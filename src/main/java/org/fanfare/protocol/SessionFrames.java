package org.fanfare.protocol;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.fanfare.message.Message;

/** Writes the frames of sessions. Safe for use by any thread. */
public final class SessionFrames {
  private SessionFrames() {}

  /**
   * Returns the first frame of a session.
   *
   * @param protocol the application's subprotocol; empty if there is none
   * @param window the most messages that the client may send without an acknowledgement
   */
  public static String open(
      String id, String protocol, Duration heartbeat, Duration grace, int window) {
    return "{\"open\":{\"session\":%s,\"protocol\":%s,\"heartbeat\":%d,\"grace\":%d,\"window\":%d}}"
        .formatted(
            Json.quote(id), Json.quote(protocol), heartbeat.toMillis(), grace.toMillis(), window);
  }

  /** Returns messages to the client, numbered from {@code first}, and an acknowledgement. */
  public static String down(long first, List<Message> messages, long ack) {
    if (messages.isEmpty()) {
      return ack(ack);
    }
    int size = messages.stream().mapToInt(Message::size).sum();
    StringBuilder frame = new StringBuilder(size + 32 * messages.size() + 64).append("{\"down\":[");
    long number = first;
    for (Message message : messages) {
      frame.append(number == first ? "[" : ",[").append(number++).append(',');
      if (message.kind() == Message.Kind.BYTES) {
        frame.append("null,\"");
        frame.append(Base64.getEncoder().encodeToString(message.toBytes())).append("\"]");
      } else {
        Json.quote(message.text(), frame);
        frame.append(']');
      }
    }
    return frame.append("],\"ack\":").append(ack).append('}').toString();
  }

  /** Returns an acknowledgement of the client's messages, which is a sign of life, too. */
  public static String ack(long ack) {
    return "{\"ack\":" + ack + "}";
  }

  /** Returns the answer to a poll. */
  public static String answer(String frames) {
    return "{\"frames\":[" + frames + "]}";
  }
}
