package org.fanfare.protocol;

import java.util.Locale;

/**
 * Something that was refused, as its client is told: RFC 9457.
 *
 * @param code which problem it is
 * @param detail what was wrong this time, and what would be right
 */
public record Problem(Code code, String detail) {
  /** The problems that there are, with their HTTP status. */
  public enum Code {
    /** A group's name, or the number of names. */
    INVALID_NAME(400, "Not a group name"),
    /** A text that is not a cursor. */
    INVALID_CURSOR(400, "Not a cursor"),
    /** A query parameter out of its range. */
    INVALID_PARAMETER(400, "Not a value for this parameter"),
    /** A body that is not one JSON value. */
    INVALID_JSON(400, "Not JSON"),
    /** Text that is not UTF-8. */
    INVALID_TEXT(400, "Not UTF-8"),
    /** An idempotency key of other characters. */
    INVALID_KEY(400, "Not an idempotency key"),
    /** An upgrade without its proper headers. */
    INVALID_HANDSHAKE(400, "Not a WebSocket handshake"),
    /** A request to several hosts. */
    INVALID_HOST(400, "Not one host"),
    /** A frame that the subprotocol does not know. */
    INVALID_FRAME(400, "Not a frame of the subprotocol"),
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
    TIMEOUT(408, "Too slow"),
    /** A message above the bound. */
    TOO_LARGE(413, "Too large"),
    /** Not a media type, or another charset than UTF-8. */
    UNSUPPORTED_TYPE(415, "Not a type to publish"),
    /** A body in a coding that is not undone. */
    UNSUPPORTED_ENCODING(415, "Not a coding to publish"),
    /** An idempotency key used for something else before. */
    KEY_REUSED(422, "The key belongs to another message"),
    /** A version of WebSocket other than 13. */
    WEBSOCKET_VERSION(426, "Another WebSocket version"),
    /** The server failed. */
    ERROR(500, "The server failed"),
    /** As many connections as there may be. */
    TOO_MANY_CONNECTIONS(503, "Too many connections"),
    /** As many groups as the rule allows. */
    TOO_MANY_GROUPS(503, "Too many groups"),
    /** All logs together are at their total. */
    MEMORY_FULL(503, "The logs are full"),
    /** What is held of messages that have begun is at its total. */
    TOO_MUCH_BEGUN(503, "Too many messages have begun"),
    /** As many idempotency keys as can be remembered. */
    TOO_MANY_KEYS(503, "Too many idempotency keys"),
    /** A channel's mailbox is full. */
    CHANNEL_FULL(503, "The channel is full"),
    /** The node stops. */
    STOPPING(503, "The server stops"),
    /** The settings are wrong, and nothing is served. */
    MISCONFIGURED(503, "The settings are wrong"),
    /** Some groups have it, others do not. */
    PARTLY_PUBLISHED(503, "Partly published"),
    /** The layer failed. */
    UNAVAILABLE(503, "The channel layer failed");

    private final int status;
    private final String title;

    Code(int status, String title) {
      this.status = status;
      this.title = title;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }

    /** What it is, in a few words that are the same for every problem of this code. */
    public String title() {
      return title;
    }

    /** The word for it on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The HTTP status. */
  public int status() {
    return code.status;
  }

  /** Whether it will pass, so that coming back later makes sense. */
  public boolean passes() {
    return code.status == 503;
  }

  /** As a JSON object. */
  public String json() {
    return "{" + members() + "}";
  }

  /** As a JSON object with further members, written as JSON. */
  public String json(String further) {
    return "{" + members() + "," + further + "}";
  }

  private String members() {
    return "\"type\":\"urn:fanfare:%s\",\"title\":%s,\"status\":%s,\"detail\":%s"
        .formatted(code.word(), Json.quote(code.title), code.status, Json.quote(detail));
  }

  /** This problem, to be thrown. */
  public ProblemException thrown() {
    return new ProblemException(this);
  }
}
