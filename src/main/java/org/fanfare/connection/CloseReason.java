package org.fanfare.connection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.fanfare.log.Gap;

/**
 * Why a connection ends, as its client is told: the one table of codes.
 *
 * @param code the WebSocket close code (RFC 6455, section 7.4); other transports show the text
 *     alone
 * @param text at most 123 bytes of UTF-8, the most that a close frame holds
 * @param clean whether there may be a close handshake; a peer that shows no life is cut off instead
 */
public record CloseReason(int code, String text, boolean clean) {
  /** The client has what it asked for, or asked to end. */
  public static final CloseReason BYE = new CloseReason(1000, "bye", true);

  /** The peer is gone. */
  public static final CloseReason GONE = new CloseReason(1001, "going-away", false);

  /** A kind of frame that the subprotocol has no use for. */
  public static final CloseReason UNSUPPORTED =
      new CloseReason(1003, "unsupported: frames of the fanfare subprotocol are text", true);

  /** Text that is not UTF-8. */
  public static final CloseReason INVALID_TEXT = new CloseReason(1007, "invalid-text", true);

  /** What was said to be compressed is not. */
  public static final CloseReason INVALID_DATA =
      new CloseReason(1007, "invalid-data: what is said to be deflated is not", true);

  /** A message above the bound. */
  public static final CloseReason TOO_LARGE = new CloseReason(1009, "too-large", true);

  /** The server failed. */
  public static final CloseReason ERROR = new CloseReason(1011, "error", true);

  /** The server stops; the client should come back after the delay that it was told. */
  public static final CloseReason STOPPING = new CloseReason(1012, "stopping", true);

  /** A bound is reached. */
  public static final CloseReason OVERLOADED = new CloseReason(1013, "overloaded", true);

  /** What has begun of all clients' messages is at its total, so that no more of one is held. */
  public static final CloseReason BEGUN_TOTAL =
      new CloseReason(
          1013, "overloaded: too much of messages has begun (fanfare.message.begun-total)", true);

  /** The channel layer did not let the connection begin within two heartbeats. */
  public static final CloseReason UNAVAILABLE = new CloseReason(1013, "unavailable", true);

  /** No sign of life for two heartbeats. */
  public static final CloseReason HEARTBEAT = new CloseReason(4002, "heartbeat", false);

  /** A stream has reached its lifetime; the client comes back with its cursor. */
  public static final CloseReason LIFETIME = new CloseReason(1000, "lifetime", true);

  private static final int PROTOCOL = 1002;
  private static final int REFUSED = 1008;
  private static final int GAP = 4001;
  private static final int MALFORMED = 4003;
  private static final int UNFINISHED = 4004;
  private static final int MAX_BYTES = 123;

  /** Throws {@link IllegalArgumentException} for a text that no close frame can hold. */
  public CloseReason {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("a close reason has at most 123 bytes: " + text);
    }
  }

  /** Something that RFC 6455 does not allow. */
  public static CloseReason protocol(String what) {
    return new CloseReason(PROTOCOL, cut("protocol: " + what, MAX_BYTES), true);
  }

  /** A message was refused. */
  public static CloseReason refused(String why) {
    return new CloseReason(REFUSED, cut(why, MAX_BYTES), true);
  }

  /** A frame is none of the subprotocol's. */
  public static CloseReason malformed(String why) {
    return new CloseReason(MALFORMED, cut("malformed: " + why, MAX_BYTES), true);
  }

  /** A message had begun, and was not whole in time. */
  public static CloseReason unfinished(Duration timeout) {
    return new CloseReason(
        UNFINISHED,
        "unfinished: a message must be whole within "
            + timeout.toMillis()
            + " ms (fanfare.publish.timeout)",
        true);
  }

  /** A face that can show no gap would be given one: {@code gap GROUP FIRST-LAST WHY}. */
  public static CloseReason gap(Gap gap) {
    String range = gap.first() + "-" + (gap.last() == null ? "" : gap.last());
    String rest = " " + range + " " + gap.reason().word();
    String group = cut(gap.group().value(), MAX_BYTES - "gap ".length() - rest.length());
    return new CloseReason(GAP, "gap " + group + rest, true);
  }

  private static String cut(String text, int bytes) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text);
    while (kept.toString().getBytes(StandardCharsets.UTF_8).length > bytes - "..".length()) {
      int last = kept.codePointBefore(kept.length());
      kept.setLength(kept.length() - Character.charCount(last));
    }
    return kept.append("..").toString();
  }
}
