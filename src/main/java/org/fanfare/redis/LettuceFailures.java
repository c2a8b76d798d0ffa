package org.fanfare.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import java.util.concurrent.CompletionException;

/** What failures of Lettuce mean for a link. */
final class LettuceFailures {
  private LettuceFailures() {}

  /** Returns the failure of a command that was sent. */
  static LinkException failed(Throwable failure) {
    Throwable cause = causeOf(failure);
    LinkException.Kind kind =
        cause instanceof RedisCommandTimeoutException
            ? LinkException.Kind.TIMED_OUT
            : cause instanceof RedisCommandExecutionException
                ? LinkException.Kind.REFUSED
                : LinkException.Kind.ENDED;
    return new LinkException(kind, cause);
  }

  /** Returns the failure of a link that could not be opened: nothing was asked on it. */
  static LinkException refused(Throwable failure) {
    Throwable cause = causeOf(failure);
    return new LinkException(LinkException.Kind.NOT_ASKED, reason(cause), cause);
  }

  /** Returns what a failure says, and what is behind it, which says what an operator can mend. */
  private static String reason(Throwable failure) {
    String said = String.valueOf(failure.getMessage());
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String behind = root.getMessage();
    return behind == null || said.contains(behind) ? said : said + ": " + behind;
  }

  /**
   * Returns whether a server is no master any more, or has not loaded its data, so that it is not
   * what the link was opened to.
   */
  static boolean endsLink(Throwable failure) {
    Throwable cause = causeOf(failure);
    return cause instanceof RedisReadOnlyException || cause instanceof RedisLoadingException;
  }

  static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
