package org.fanfare.transport.http;

import jakarta.servlet.ServletContext;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * The problem with which everything is answered while Fanfare does not serve.
 *
 * <p>It stands in the application's context: set by {@code boot} before the first request, read by
 * the {@link AdmissionFilter} when it is made.
 */
public final class OutOfService {
  private static final String WHY = OutOfService.class.getName();

  private OutOfService() {}

  /** Shuts the application, because its settings are wrong. */
  public static void because(String reason, ServletContext application) {
    application.setAttribute(WHY, new Problem(Status.MISCONFIGURED, reason));
  }

  static @Nullable Problem of(ServletContext application) {
    return (Problem) application.getAttribute(WHY);
  }
}
