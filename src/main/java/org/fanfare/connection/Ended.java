package org.fanfare.connection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.fanfare.log.Gap;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;

/**
 * Why a connection ends, as its client sees it. Immutable.
 *
 * @param status the entry in the table of outcomes
 * @param detail details beyond the status; may be empty
 * @param code the WebSocket close code (RFC 6455, section 7.4): that of {@code status}, unless the
 *     application chose it; other transports show only the text
 */
public record Ended(Status status, String detail, int code) {
  /** The client has received what it asked for, or has asked to end. */
  public static final Ended BYE = new Ended(Status.BYE, "");

  /** The peer is gone. */
  public static final Ended GONE = new Ended(Status.GONE, "");

  /** The client has closed the connection. */
  public static final Ended LEFT = new Ended(Status.LEFT, "");

  /** A newer connection carries the session. */
  public static final Ended REPLACED = new Ended(Status.REPLACED, "");

  /** There is no such session, or it is another caller's. */
  public static final Ended NO_SESSION =
      new Ended(Status.NO_SESSION, "there is no such session: open a new one");

  /** The session is one of another node, or of an earlier life of this one. */
  public static final Ended OTHER_NODE =
      new Ended(
          Status.OTHER_NODE,
          "the session is not one of this node: a proxy keeps a client on its node, or it opens a new one");

  /** The user has logged out, or the HTTP session has ended. */
  public static final Ended LOGGED_OUT = new Ended(Status.LOGGED_OUT, "");

  /** The user's login has expired. */
  public static final Ended LOGIN_EXPIRED = new Ended(Status.LOGIN_EXPIRED, "");

  /** The login that a ticket gave has expired. */
  public static final Ended EXPIRED = new Ended(Status.EXPIRED, "");

  /** A back end has ended the connections of the user. */
  public static final Ended DISCONNECTED = new Ended(Status.DISCONNECTED, "");

  /** The client was sent more than it reads. */
  public static final Ended SLOW = new Ended(Status.SLOW, "");

  /** The client sends more than the application handles. */
  public static final Ended FLOODED = new Ended(Status.FLOODED, "");

  /** A kind of frame that the subprotocol does not use. */
  public static final Ended UNSUPPORTED =
      new Ended(Status.UNSUPPORTED, "frames of the fanfare subprotocol are text");

  /** Text that is not UTF-8. */
  public static final Ended INVALID_TEXT = new Ended(Status.INVALID_TEXT, "");

  /** Compressed data is invalid. */
  public static final Ended INVALID_DATA =
      new Ended(Status.INVALID_DATA, "what is said to be deflated is not");

  /** A message exceeds the maximum size. */
  public static final Ended TOO_LARGE = new Ended(Status.TOO_LARGE, "");

  /** The server failed. */
  public static final Ended ERROR = new Ended(Status.ERROR, "");

  /** The server stops; the client should reconnect after the delay that it received. */
  public static final Ended STOPPING =
      new Ended(Status.STOPPING, "the server stops: come back soon");

  /** The maximum number of connections is reached. */
  public static final Ended FULL =
      new Ended(
          Status.TOO_MANY_CONNECTIONS,
          "there are as many connections as fanfare.connections.max allows");

  /**
   * The incomplete incoming messages of all clients together have reached their total, so that this
   * client's message cannot be held.
   */
  public static final Ended BEGUN_TOTAL =
      new Ended(
          Status.TOO_MUCH_BEGUN, "too much of messages has begun (fanfare.message.begun-total)");

  /** The channel layer failed, or did not let the connection begin within two heartbeats. */
  public static final Ended UNAVAILABLE =
      new Ended(Status.UNAVAILABLE, "the channel layer does not answer");

  /** The client has shown no sign of life for two heartbeats. */
  public static final Ended HEARTBEAT = new Ended(Status.HEARTBEAT, "");

  /** A stream has reached its maximum lifetime; the client reconnects with its cursor. */
  public static final Ended LIFETIME = new Ended(Status.LIFETIME, "");

  /**
   * A WebSocket of a caller who has logged in or has shown a key has reached its maximum lifetime.
   * It ends as at a restart: the client reconnects with its cursor, and what it may is looked up.
   */
  public static final Ended SOCKET_LIFETIME = new Ended(Status.LIFETIME, "", 1012);

  /** The client sends more requests in frames than it waits for. */
  public static final Ended TOO_MANY_REQUESTS =
      new Ended(
          Status.FLOODED,
          "more requests wait than fanfare.connections.requests and request-bytes allow");

  /** The requests in frames of all clients together have reached their total. */
  public static final Ended REQUEST_TOTAL =
      new Ended(
          Status.TOO_MUCH_BEGUN,
          "too many requests in frames wait (fanfare.connections.request-total)");

  private static final int MAX_BYTES = 123;

  /** Creates a reason with the close code of {@code status}. */
  public Ended(Status status, String detail) {
    this(status, detail, status.close());
  }

  /**
   * Returns the reason with which code of the application ends a connection.
   *
   * @param code 1000, or 3000 to 4999 (RFC 6455, section 7.4.2)
   * @param reason at most 123 bytes of UTF-8; more are cut
   */
  public static Ended byApplication(int code, String reason) {
    return new Ended(Status.CLOSED_BY_APPLICATION, reason, code);
  }

  /**
   * Returns the reason for the end of a connection that its client has closed.
   *
   * @param code the client's close code
   * @param reason the client's words for it, which are the details of the result
   */
  public static Ended left(int code, String reason) {
    return new Ended(Status.LEFT, reason, code);
  }

  /** Returns the reason for a violation of RFC 6455. */
  public static Ended protocol(String what) {
    return new Ended(Status.PROTOCOL, what);
  }

  /** Returns the reason for a refused message. */
  public static Ended refused(String why) {
    return new Ended(Status.REFUSED, why);
  }

  /** Returns the reason for a message that was not complete within {@code timeout}. */
  public static Ended unfinished(Duration timeout) {
    return new Ended(
        Status.TIMEOUT,
        "a message must be whole within " + timeout.toMillis() + " ms (fanfare.publish.timeout)");
  }

  /** Returns the reason for a problem that ends the connection. */
  public static Ended of(Problem problem) {
    return new Ended(problem.status(), problem.detail());
  }

  /**
   * Returns the reason for a gap on a connection that cannot represent gaps; its text is {@code gap
   * GROUP FIRST-LAST WHY}.
   */
  public static Ended gap(Gap gap) {
    String range = gap.first() + "-" + (gap.last() == null ? "" : gap.last());
    String rest = " " + range + " " + gap.reason().word();
    String group = cut(gap.group().value(), MAX_BYTES - "gap ".length() - rest.length());
    return new Ended(Status.GAP, group + rest);
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
