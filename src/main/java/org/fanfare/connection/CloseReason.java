package org.fanfare.connection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.fanfare.log.Gap;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;

/**
 * Why a connection ends, as its client sees it.
 *
 * @param status the entry in the table of outcomes
 * @param detail details beyond the status; may be empty
 */
public record CloseReason(Status status, String detail) {
  /** The client has received what it asked for, or has asked to end. */
  public static final CloseReason BYE = new CloseReason(Status.BYE, "");

  /** The peer is gone. */
  public static final CloseReason GONE = new CloseReason(Status.GONE, "");

  /** A kind of frame that the subprotocol does not use. */
  public static final CloseReason UNSUPPORTED =
      new CloseReason(Status.UNSUPPORTED, "frames of the fanfare subprotocol are text");

  /** Text that is not UTF-8. */
  public static final CloseReason INVALID_TEXT = new CloseReason(Status.INVALID_TEXT, "");

  /** Compressed data is invalid. */
  public static final CloseReason INVALID_DATA =
      new CloseReason(Status.INVALID_DATA, "what is said to be deflated is not");

  /** A message exceeds the maximum size. */
  public static final CloseReason TOO_LARGE = new CloseReason(Status.TOO_LARGE, "");

  /** The server failed. */
  public static final CloseReason ERROR = new CloseReason(Status.ERROR, "");

  /** The server stops; the client should reconnect after the delay that it received. */
  public static final CloseReason STOPPING =
      new CloseReason(Status.STOPPING, "the server stops: come back soon");

  /** The maximum number of connections is reached. */
  public static final CloseReason FULL =
      new CloseReason(
          Status.TOO_MANY_CONNECTIONS,
          "there are as many connections as fanfare.connections.max allows");

  /**
   * The incomplete incoming messages of all clients together have reached their total, so that this
   * client's message cannot be held.
   */
  public static final CloseReason BEGUN_TOTAL =
      new CloseReason(
          Status.TOO_MUCH_BEGUN, "too much of messages has begun (fanfare.message.begun-total)");

  /** The channel layer failed, or did not let the connection begin within two heartbeats. */
  public static final CloseReason UNAVAILABLE =
      new CloseReason(Status.UNAVAILABLE, "the channel layer does not answer");

  /** The client has shown no sign of life for two heartbeats. */
  public static final CloseReason HEARTBEAT = new CloseReason(Status.HEARTBEAT, "");

  /** A stream has reached its maximum lifetime; the client reconnects with its cursor. */
  public static final CloseReason LIFETIME = new CloseReason(Status.LIFETIME, "");

  private static final int MAX_BYTES = 123;

  /** Returns the reason for a violation of RFC 6455. */
  public static CloseReason protocol(String what) {
    return new CloseReason(Status.PROTOCOL, what);
  }

  /** Returns the reason for a refused message. */
  public static CloseReason refused(String why) {
    return new CloseReason(Status.REFUSED, why);
  }

  /** Returns the reason for a message that was not complete within {@code timeout}. */
  public static CloseReason unfinished(Duration timeout) {
    return new CloseReason(
        Status.TIMEOUT,
        "a message must be whole within " + timeout.toMillis() + " ms (fanfare.publish.timeout)");
  }

  /** Returns the reason for a problem that ends the connection. */
  public static CloseReason of(Problem problem) {
    return new CloseReason(problem.status(), problem.detail());
  }

  /**
   * Returns the reason for a gap on a connection that cannot represent gaps; its text is {@code gap
   * GROUP FIRST-LAST WHY}.
   */
  public static CloseReason gap(Gap gap) {
    String range = gap.first() + "-" + (gap.last() == null ? "" : gap.last());
    String rest = " " + range + " " + gap.reason().word();
    String group = cut(gap.group().value(), MAX_BYTES - "gap ".length() - rest.length());
    return new CloseReason(Status.GAP, group + rest);
  }

  /**
   * Returns the WebSocket close code (RFC 6455, section 7.4). Other transports show only the text.
   */
  public int code() {
    return status.close();
  }

  /**
   * Returns the reason in words, in at most 123 bytes of UTF-8, which is the maximum of a close
   * frame (RFC 6455, section 5.5).
   */
  public String text() {
    return cut(status.closeText(detail), MAX_BYTES);
  }

  /**
   * Returns whether a closing handshake is appropriate. A peer that is gone or shows no sign of
   * life is cut off instead.
   */
  public boolean clean() {
    return status != Status.GONE && status != Status.HEARTBEAT;
  }

  /** Returns this reason as a problem, for a client that has not received a response yet. */
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
