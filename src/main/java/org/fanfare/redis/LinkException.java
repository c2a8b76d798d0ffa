package org.fanfare.redis;

import org.fanfare.layer.LayerException;

/** Thrown when a link did not answer, or refused to be asked. */
final class LinkException extends LayerException {
  private static final long serialVersionUID = 1L;

  /** What prevented the answer. */
  enum Kind {
    /** The link has ended. */
    ENDED,
    /** There was no answer in time. */
    TIMED_OUT,
    /** It was not asked at all. */
    NOT_ASKED,
    /** The server answered that it did not do it. */
    REFUSED
  }

  private final Kind kind;

  /** Creates a failure; what was not asked or was refused has certainly not happened. */
  LinkException(Kind kind, String message) {
    this(kind, message, new IllegalStateException(message));
  }

  LinkException(Kind kind, Throwable cause) {
    this(kind, String.valueOf(cause.getMessage()), cause);
  }

  LinkException(Kind kind, String message, Throwable cause) {
    super(message, cause, kind == Kind.ENDED || kind == Kind.TIMED_OUT);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
