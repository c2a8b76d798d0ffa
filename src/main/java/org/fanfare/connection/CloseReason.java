package org.fanfare.connection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.fanfare.log.Gap;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;

/**
 * Why a connection ends, as its client is told.
 *
 * @param status the row of the one table
 * @param detail what there is to say beyond it; or empty
 */
public record CloseReason(Status status, String detail) {
  /** The client has what it asked for, or asked to end. */
  public static final CloseReason BYE = new CloseReason(Status.BYE, "");

  /** The peer is gone. */
  public static final CloseReason GONE = new CloseReason(Status.GONE, "");

  /** A kind of frame that the subprotocol has no use for. */
  public static final CloseReason UNSUPPORTED =
      new CloseReason(Status.UNSUPPORTED, "frames of the fanfare subprotocol are text");

  /** Text that is not UTF-8. */
  public static final CloseReason INVALID_TEXT = new CloseReason(Status.INVALID_TEXT, "");

  /** What was said to be compressed is not. */
  public static final CloseReason INVALID_DATA =
      new CloseReason(Status.INVALID_DATA, "what is said to be deflated is not");

  /** A message above the bound. */
  public static final CloseReason TOO_LARGE = new CloseReason(Status.TOO_LARGE, "");

  /** The server failed. */
  public static final CloseReason ERROR = new CloseReason(Status.ERROR, "");

  /** The server stops; the client should come back after the delay that it was told. */
  public static final CloseReason STOPPING =
      new CloseReason(Status.STOPPING, "the server stops: come back soon");

  /** There is no room for one more connection. */
  public static final CloseReason FULL =
      new CloseReason(
          Status.TOO_MANY_CONNECTIONS,
          "there are as many connections as fanfare.connections.max allows");

  /** What has begun of all clients' messages is at its total, so that no more of one is held. */
  public static final CloseReason BEGUN_TOTAL =
      new CloseReason(
          Status.TOO_MUCH_BEGUN, "too much of messages has begun (fanfare.message.begun-total)");

  /** The channel layer did not let the connection begin within two heartbeats, or failed. */
  public static final CloseReason UNAVAILABLE =
      new CloseReason(Status.UNAVAILABLE, "the channel layer does not answer");

  /** No sign of life for two heartbeats. */
  public static final CloseReason HEARTBEAT = new CloseReason(Status.HEARTBEAT, "");

  /** A stream has reached its lifetime; the client comes back with its cursor. */
  public static final CloseReason LIFETIME = new CloseReason(Status.LIFETIME, "");

  private static final int MAX_BYTES = 123;

  /** Something that RFC 6455 does not allow. */
  public static CloseReason protocol(String what) {
    return new CloseReason(Status.PROTOCOL, what);
  }

  /** A message was refused. */
  public static CloseReason refused(String why) {
    return new CloseReason(Status.REFUSED, why);
  }

  /** A message had begun, and was not whole in time. */
  public static CloseReason unfinished(Duration timeout) {
    return new CloseReason(
        Status.TIMEOUT,
        "a message must be whole within " + timeout.toMillis() + " ms (fanfare.publish.timeout)");
  }

  /** A problem that ends the connection. */
  public static CloseReason of(Problem problem) {
    return new CloseReason(problem.status(), problem.detail());
  }

  /** A face that can show no gap would be given one: {@code gap GROUP FIRST-LAST WHY}. */
  public static CloseReason gap(Gap gap) {
    String range = gap.first() + "-" + (gap.last() == null ? "" : gap.last());
    String rest = " " + range + " " + gap.reason().word();
    String group = cut(gap.group().value(), MAX_BYTES - "gap ".length() - rest.length());
    return new CloseReason(Status.GAP, group + rest);
  }

  /** The WebSocket close code (RFC 6455, section 7.4); other transports show the text alone. */
  public int code() {
    return status.close();
  }

  /** The reason in words: at most 123 bytes of UTF-8, the most that a close frame holds. */
  public String text() {
    return cut(status.closeText(detail), MAX_BYTES);
  }

  /** Whether there may be a close handshake; a peer that shows no life is cut off instead. */
  public boolean clean() {
    return status != Status.GONE && status != Status.HEARTBEAT;
  }

  /** The same for a client that has not been answered yet. */
  public Problem problem() {
    return status.isProblem() ? new Problem(status, detail) : UNAVAILABLE.problem();
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
