package org.fanfare.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
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

  /**
   * Returns the failure of a link that could not be opened: nothing was asked on it.
   *
   * @param isTls whether it was to be opened by TLS
   */
  static LinkException refused(Throwable failure, boolean isTls) {
    Throwable cause = causeOf(failure);
    return new LinkException(
        LinkException.Kind.NOT_ASKED, reason(cause) + advice(cause, isTls), cause);
  }

  /** Returns what a failure says, and what is behind it, which says what an operator can mend. */
  private static String reason(Throwable failure) {
    String said = String.valueOf(failure.getMessage());
    String behind = rootOf(failure).getMessage();
    return behind == null || said.contains(behind) ? said : said + ": " + behind;
  }

  /** Returns what would be right, where that is known. */
  private static String advice(Throwable failure, boolean isTls) {
    Throwable root = rootOf(failure);
    if (root instanceof CertificateExpiredException
        || root instanceof CertificateNotYetValidException) {
      return "; the certificate of the server is not valid at this time";
    }
    if (root instanceof CertPathBuilderException || root instanceof CertPathValidatorException) {
      return "; the certificate of the server is signed by nobody who is trusted, right is the"
          + " certificate of who has signed it in the file redis.tls.authorities";
    }
    if (root instanceof CertificateException) {
      return "; the certificate of the server is not that of the host in redis.servers";
    }
    if (root instanceof SslHandshakeTimeoutException || root instanceof NotSslRecordException) {
      return "; the server does not speak TLS at this port, right is redis://, or its tls-port";
    }
    return root instanceof SocketException && !isTls && "Connection reset".equals(root.getMessage())
        ? "; if the port is one for TLS, right is rediss://"
        : "";
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * Returns whether a server is no master any more, has not loaded its data, or does not allow what
   * it allowed, so that it is not what the link was opened to.
   */
  static boolean endsLink(Throwable failure) {
    Throwable cause = causeOf(failure);
    return cause instanceof RedisReadOnlyException
        || cause instanceof RedisLoadingException
        || (cause instanceof RedisCommandExecutionException
            && isForbidden(String.valueOf(cause.getMessage())));
  }

  private static boolean isForbidden(String said) {
    return said.startsWith("NOPERM")
        || said.startsWith("NOAUTH")
        || said.contains("user executing the script can't"); // what Redis 7.0 says of a script
  }

  static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
