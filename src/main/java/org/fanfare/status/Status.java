package org.fanfare.status;

import java.util.Locale;

/**
 * The outcomes of a client's request or connection. This is the only table of words, HTTP statuses,
 * close codes, and whether the client may come back. Safe for use by any thread.
 *
 * <p>A {@link Problem} consists of a status that has an HTTP status, and details. A connection may
 * end with any of them. The words and numbers are part of the public interface; the reference
 * documentation has the same table.
 */
public enum Status {
  /** An invalid group name, or an invalid number of names. */
  INVALID_NAME(400, "Not a group name"),
  /** A text that is not a cursor. */
  INVALID_CURSOR(400, "Not a cursor"),
  /** An invalid value of a query parameter. */
  INVALID_PARAMETER(400, "Not a value for this parameter"),
  /** A body that is not one JSON value. */
  INVALID_JSON(400, "Not JSON"),
  /** A body of the API that does not have the shape that is asked for. */
  INVALID_BODY(400, "Not the body that is asked for"),
  /** A body that is not in the content coding that it is said to be in. */
  INVALID_ENCODING(400, "Not in its coding"),
  /** Text that is not UTF-8. */
  INVALID_TEXT(400, "Not UTF-8", 1007, "invalid-text", Return.MENDED),
  /** An invalid idempotency key. */
  INVALID_KEY(400, "Not an idempotency key"),
  /** A WebSocket upgrade without the required headers. */
  INVALID_HANDSHAKE(400, "Not a WebSocket handshake"),
  /** A request that does not name exactly one host. */
  INVALID_HOST(400, "Not one host"),
  /** A frame that is not part of the subprotocol. */
  INVALID_FRAME(400, "Not a frame of the subprotocol", 4003, "malformed: %s", Return.MENDED),
  /** A body that ended too early. */
  INCOMPLETE(400, "The body broke off"),
  /** A rule requires a user or a key. */
  UNAUTHENTICATED(401, "Who are you?"),
  /**
   * A ticket that was used, is late, or never was one. It is never taken for no credential at all.
   * The page may get another one meanwhile, so its {@code EventSource} comes back.
   */
  INVALID_TICKET(401, "Not a valid ticket", 1008, "%s", Return.LATER),
  /**
   * A cookie of a login that has ended or expired, or never was one. It is never taken for no
   * credential at all. The page may log in meanwhile, so its {@code EventSource} comes back.
   */
  INVALID_LOGIN(401, "Not a valid login", 1008, "%s", Return.LATER),
  /** No rule allows the request. */
  REFUSED(403, "Refused"),
  /** Code of the application refused the client, with a status and a word of its own. */
  REFUSED_BY_APPLICATION(403, "Refused by the application"),
  /** A request from a page of another origin. */
  FOREIGN_ORIGIN(403, "A page of another origin"),
  /** No such path. */
  NOT_FOUND(404, "Nothing is here"),
  /** No such group at the moment. */
  NO_GROUP(404, "No such group"),
  /** No such channel. */
  NO_CHANNEL(404, "No such channel"),
  /** No such session, or not one of this caller. */
  NO_SESSION(404, "No such session", 4404, "no-session", Return.MENDED),
  /** A session of another node, or of an earlier life of this one. */
  OTHER_NODE(421, "The session of another node", 4421, "other-node", Return.MENDED),
  /** A message of a session does not have the next number. */
  OUT_OF_ORDER(409, "Out of order", 4006, "out-of-order: %s", Return.MENDED),
  /** A browser's request for a name that is not one of this server. */
  WRONG_HOST(421, "Not a name of this server"),
  /** A method that this URL does not support. */
  METHOD(405, "No such method here"),
  /** No representation has a type that the client accepts. */
  NOT_ACCEPTABLE(406, "Not acceptable"),
  /** A body that did not arrive in time. */
  TIMEOUT(408, "Too slow", 4004, "unfinished: %s", Return.AT_ONCE),
  /** A message larger than the bound. */
  TOO_LARGE(413, "Too large", 1009, "too-large", Return.MENDED),
  /** Not a media type, or another charset than UTF-8. */
  UNSUPPORTED_TYPE(415, "Not a type to publish"),
  /** A body with an unsupported content coding. */
  UNSUPPORTED_ENCODING(415, "Not a coding to publish"),
  /** An idempotency key that was used for another message before. */
  KEY_REUSED(422, "The key belongs to another message"),
  /** A plain request to a route that takes only WebSockets, streams and sessions. */
  UPGRADE_REQUIRED(426, "Connect by WebSocket"),
  /** A version of WebSocket other than 13. */
  WEBSOCKET_VERSION(426, "Another WebSocket version"),
  /** The caller has the most that one caller may have of something that all share. */
  SHARE_USED(429, "More than one caller's share", 1013, "overloaded", Return.LATER),
  /** The server failed. */
  ERROR(500, "The server failed", 1011, "error", Return.AT_ONCE),
  /** The maximum number of connections is reached. */
  TOO_MANY_CONNECTIONS(503, "Too many connections"),
  /** The rule's maximum number of groups is reached. */
  TOO_MANY_GROUPS(503, "Too many groups"),
  /** All logs together have reached their total. */
  MEMORY_FULL(503, "The logs are full"),
  /** The memory for incomplete incoming messages has reached its total. */
  TOO_MUCH_BEGUN(503, "Too many messages have begun", 1013, "overloaded: %s", Return.LATER),
  /** The maximum number of tickets that wait for their use is reached. */
  TOO_MANY_TICKETS(503, "Too many tickets"),
  /** The maximum number of logins by cookies is reached. */
  TOO_MANY_LOGINS(503, "Too many logins"),
  /** The maximum number of remembered idempotency keys is reached. */
  TOO_MANY_KEYS(503, "Too many idempotency keys"),
  /** A channel's mailbox is full. */
  CHANNEL_FULL(503, "The channel is full"),
  /** The node is stopping. */
  STOPPING(503, "The server stops", 1012, "stopping", Return.LATER),
  /** The settings are invalid, so no request is served. */
  MISCONFIGURED(503, "The settings are wrong"),
  /** The message was published to some of the groups only. */
  PARTLY_PUBLISHED(503, "Partly published"),
  /** The channel layer failed. */
  UNAVAILABLE(503, "The channel layer failed", 1013, "unavailable", Return.LATER),
  /** The client has received what it asked for, or has asked to end. */
  BYE(1000, "bye", Return.AT_ONCE),
  /** A stream has reached its maximum lifetime; the client comes back with its cursor. */
  LIFETIME(1000, "lifetime", Return.AT_ONCE),
  /** The client has closed the connection. */
  LEFT(1000, "left", Return.AT_ONCE),
  /** A newer connection carries the session. */
  REPLACED(4007, "replaced", Return.AT_ONCE),
  /** The peer is gone. */
  GONE(1001, "going-away", Return.AT_ONCE),
  /** Code of the application ended the connection, with a code of its own. */
  CLOSED_BY_APPLICATION(1000, "%s", Return.MENDED),
  /** The user has logged out, or the HTTP session has ended. */
  LOGGED_OUT(1008, "logged-out", Return.MENDED),
  /** The user's login has expired. */
  LOGIN_EXPIRED(1008, "login-expired", Return.MENDED),
  /** The login that a ticket gave has expired. */
  EXPIRED(4004, "expired", Return.MENDED),
  /** A back end has ended the connections of the user. */
  DISCONNECTED(4005, "disconnected", Return.MENDED),
  /** The client was sent more than it reads. */
  SLOW(1013, "slow", Return.LATER),
  /** The client sends more than the application handles. */
  FLOODED(1013, "flooded", Return.LATER),
  /** A violation of RFC 6455. */
  PROTOCOL(1002, "protocol: %s", Return.MENDED),
  /** A kind of frame that the subprotocol does not use. */
  UNSUPPORTED(1003, "unsupported: %s", Return.MENDED),
  /** Compressed data is invalid. */
  INVALID_DATA(1007, "invalid-data: %s", Return.MENDED),
  /** A gap occurred on a connection that cannot represent gaps. */
  GAP(4001, "gap %s", Return.AT_ONCE),
  /** The peer has shown no sign of life for two heartbeats. */
  HEARTBEAT(4002, "heartbeat", Return.AT_ONCE);

  /** When a client may come back. */
  public enum Return {
    /** At once, without changes. */
    AT_ONCE,
    /** After the delay that it receives, without changes. */
    LATER,
    /** After the client, or what it sends, has been corrected. */
    MENDED
  }

  private final int http;
  private final String title;
  private final int close;
  private final String closeText;
  private final Return comesBack;

  /**
   * A problem. The close reason of a WebSocket gives the details or, for a temporary problem, only
   * that the server is overloaded.
   */
  Status(int http, String title) {
    this(
        http,
        title,
        http == 503 ? 1013 : 1008,
        http == 503 ? "overloaded" : "%s",
        http == 503 ? Return.LATER : Return.MENDED);
  }

  /** An end of a connection that is never reported over HTTP. */
  Status(int close, String closeText, Return comesBack) {
    this(0, "", close, closeText, comesBack);
  }

  Status(int http, String title, int close, String closeText, Return comesBack) {
    this.http = http;
    this.title = title;
    this.close = close;
    this.closeText = closeText;
    this.comesBack = comesBack;
  }

  /** Returns whether it can be reported as a problem; otherwise it has no HTTP status. */
  public boolean isProblem() {
    return http != 0;
  }

  /** Returns the HTTP status, from 400 to 599; 0 if this is not a problem. */
  public int http() {
    return http;
  }

  /**
   * Returns a short title, the same for every problem of this status; empty if this is not a
   * problem.
   */
  public String title() {
    return title;
  }

  /** Returns the WebSocket close code (RFC 6455, section 7.4). */
  public int close() {
    return close;
  }

  /** Returns the close reason; it may be longer than a close frame can hold. */
  public String closeText(String detail) {
    return closeText.replace("%s", detail);
  }

  /** Returns when a client that received this status may come back. */
  public Return comesBack() {
    return comesBack;
  }

  /** Returns the word for it in the protocol. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
