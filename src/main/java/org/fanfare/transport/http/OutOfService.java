package org.fanfare.transport.http;

import jakarta.servlet.ServletContext;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * The problem with which all requests are answered while Fanfare is out of service.
 *
 * <p>It is an attribute of the application's {@code ServletContext}. {@code boot} sets it before
 * the first request; the {@link AdmissionFilter} reads it when it is initialised.
 */
public final class OutOfService {
  private static final String WHY = OutOfService.class.getName();

  private OutOfService() {}

  /** Takes the application out of service because its settings are wrong. */
  public static void because(String reason, ServletContext application) {
    application.setAttribute(WHY, new Problem(Status.MISCONFIGURED, reason));
  }

  static @Nullable Problem of(ServletContext application) {
    return (Problem) application.getAttribute(WHY);
  }
}
