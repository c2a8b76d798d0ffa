package org.fanfare.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** What failures of Lettuce mean for a link. */
final class LettuceFailures {
  /**
   * What Lettuce says of a command that it has not sent, since the connection had ended before. It
   * has no type of its own for that; in other words it would only count as a failure in doubt.
   */
  private static final Set<String> NOT_SENT =
      Set.of("Currently not connected. Commands are rejected.", "Connection is closed");

  private LettuceFailures() {}

  /** Returns the failure of a command that was given to Lettuce. */
  static LinkException failed(Throwable failure) {
    Throwable cause = causeOf(failure);
    return new LinkException(kindOf(cause), cause);
  }

  private static LinkException.Kind kindOf(Throwable cause) {
    if (cause instanceof RedisCommandTimeoutException) {
      return LinkException.Kind.TIMED_OUT;
    }
    if (cause instanceof RedisCommandExecutionException) {
      return LinkException.Kind.REFUSED;
    }
    return NOT_SENT.contains(String.valueOf(cause.getMessage()))
        ? LinkException.Kind.NOT_ASKED
        : LinkException.Kind.ENDED;
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
