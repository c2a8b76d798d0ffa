package org.fanfare.status;

import java.util.Locale;

/**
 * What may become of something that a client asked for, or of its connection: the one table of
 * words, HTTP statuses, close codes, and whether the client may come back. Safe for use by any
 * thread.
 *
 * <p>A {@link Problem} is one of those with an HTTP status, with its details. A connection may end
 * with any of them. The words and numbers are part of the interface: the reference has the same
 * table.
 */
public enum Status {
  /** A group's name, or the number of names. */
  INVALID_NAME(400, "Not a group name"),
  /** A text that is not a cursor. */
  INVALID_CURSOR(400, "Not a cursor"),
  /** A query parameter out of its range. */
  INVALID_PARAMETER(400, "Not a value for this parameter"),
  /** A body that is not one JSON value. */
  INVALID_JSON(400, "Not JSON"),
  /** Text that is not UTF-8. */
  INVALID_TEXT(400, "Not UTF-8", 1007, "invalid-text", Return.MENDED),
  /** An idempotency key of other characters. */
  INVALID_KEY(400, "Not an idempotency key"),
  /** An upgrade without its proper headers. */
  INVALID_HANDSHAKE(400, "Not a WebSocket handshake"),
  /** A request to several hosts. */
  INVALID_HOST(400, "Not one host"),
  /** A frame that the subprotocol does not know. */
  INVALID_FRAME(400, "Not a frame of the subprotocol", 4003, "malformed: %s", Return.MENDED),
  /** A body that broke off. */
  INCOMPLETE(400, "The body broke off"),
  /** A rule asks for a user or a key. */
  UNAUTHENTICATED(401, "Who are you?"),
  /** No rule allows it. */
  REFUSED(403, "Refused"),
  /** A page of another origin. */
  FOREIGN_ORIGIN(403, "A page of another origin"),
  /** No such path. */
  NOT_FOUND(404, "Nothing is here"),
  /** No such channel. */
  NO_CHANNEL(404, "No such channel"),
  /** A method that this URL has no use for. */
  METHOD(405, "No such method here"),
  /** No face has a type that the client accepts. */
  NOT_ACCEPTABLE(406, "No face of this type"),
  /** A body that did not arrive in time. */
  TIMEOUT(408, "Too slow", 4004, "unfinished: %s", Return.AT_ONCE),
  /** A message above the bound. */
  TOO_LARGE(413, "Too large", 1009, "too-large", Return.MENDED),
  /** Not a media type, or another charset than UTF-8. */
  UNSUPPORTED_TYPE(415, "Not a type to publish"),
  /** A body in a coding that is not undone. */
  UNSUPPORTED_ENCODING(415, "Not a coding to publish"),
  /** An idempotency key used for something else before. */
  KEY_REUSED(422, "The key belongs to another message"),
  /** A version of WebSocket other than 13. */
  WEBSOCKET_VERSION(426, "Another WebSocket version"),
  /** The server failed. */
  ERROR(500, "The server failed", 1011, "error", Return.AT_ONCE),
  /** As many connections as there may be. */
  TOO_MANY_CONNECTIONS(503, "Too many connections"),
  /** As many groups as the rule allows. */
  TOO_MANY_GROUPS(503, "Too many groups"),
  /** All logs together are at their total. */
  MEMORY_FULL(503, "The logs are full"),
  /** What is held of messages that have begun is at its total. */
  TOO_MUCH_BEGUN(503, "Too many messages have begun", 1013, "overloaded: %s", Return.LATER),
  /** As many idempotency keys as can be remembered. */
  TOO_MANY_KEYS(503, "Too many idempotency keys"),
  /** A channel's mailbox is full. */
  CHANNEL_FULL(503, "The channel is full"),
  /** The node stops. */
  STOPPING(503, "The server stops", 1012, "stopping", Return.LATER),
  /** The settings are wrong, and nothing is served. */
  MISCONFIGURED(503, "The settings are wrong"),
  /** Some groups have it, others do not. */
  PARTLY_PUBLISHED(503, "Partly published"),
  /** The layer failed. */
  UNAVAILABLE(503, "The channel layer failed", 1013, "unavailable", Return.LATER),
  /** The client has what it asked for, or asked to end. */
  BYE(1000, "bye", Return.AT_ONCE),
  /** A stream has reached its lifetime; the client comes back with its cursor. */
  LIFETIME(1000, "lifetime", Return.AT_ONCE),
  /** The peer is gone. */
  GONE(1001, "going-away", Return.AT_ONCE),
  /** Something that RFC 6455 does not allow. */
  PROTOCOL(1002, "protocol: %s", Return.MENDED),
  /** A kind of frame that the subprotocol has no use for. */
  UNSUPPORTED(1003, "unsupported: %s", Return.MENDED),
  /** What was said to be compressed is not. */
  INVALID_DATA(1007, "invalid-data: %s", Return.MENDED),
  /** A connection that cannot show a gap would have been given one. */
  GAP(4001, "gap %s", Return.AT_ONCE),
  /** No sign of life for two heartbeats. */
  HEARTBEAT(4002, "heartbeat", Return.AT_ONCE);

  /** When a client may come back. */
  public enum Return {
    /** At once, as it is. */
    AT_ONCE,
    /** After the delay that it is told, as it is. */
    LATER,
    /** When it, or what it sends, has been mended. */
    MENDED
  }

  private final int http;
  private final String title;
  private final int close;
  private final String closeText;
  private final Return comesBack;

  /** A problem; a WebSocket that it ends is told why, or, where it will pass, that it will. */
  Status(int http, String title) {
    this(
        http,
        title,
        http == 503 ? 1013 : 1008,
        http == 503 ? "overloaded" : "%s",
        http == 503 ? Return.LATER : Return.MENDED);
  }

  /** An end that is never told over HTTP. */
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

  /** Whether it can be told as a problem; if not it has no HTTP status. */
  public boolean isProblem() {
    return http != 0;
  }

  /** The HTTP status, from 400 to 599; 0 for what is no problem. */
  public int http() {
    return http;
  }

  /** What it is, in a few words that are the same for every problem of this status; or empty. */
  public String title() {
    return title;
  }

  /** The WebSocket close code (RFC 6455, section 7.4). */
  public int close() {
    return close;
  }

  /** The reason that goes with the close code; it may be longer than a close frame can hold. */
  public String closeText(String detail) {
    return closeText.replace("%s", detail);
  }

  /** When a client that was told it may come back. */
  public Return comesBack() {
    return comesBack;
  }

  /** The word for it on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
