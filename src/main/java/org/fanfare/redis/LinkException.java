package org.fanfare.redis;

import java.util.concurrent.CompletionException;
import org.fanfare.layer.LayerException;
import org.jspecify.annotations.Nullable;

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

  /** Returns what made a stage fail, if it is one of these; else null. */
  static @Nullable LinkException in(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof LinkException known ? known : null;
  }

  Kind kind() {
    return kind;
  }

  /** Returns whether the server did not do it because it has no memory for it. */
  boolean isFull() {
    return !mayHaveHappened() && String.valueOf(getMessage()).startsWith("OOM ");
  }
}
