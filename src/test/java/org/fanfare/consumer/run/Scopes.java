package org.fanfare.consumer.run;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of requests at the path of a route without parameters. */
public final class Scopes {
  private Scopes() {}

  /** Of a request of a user, or of a guest, without an HTTP session. */
  static RequestScope of(@Nullable String user) {
    return of(user, null, CurrentHttpSession.NONE);
  }

  /** Of a request of a user, or of a guest, with an HTTP session that keeps its id. */
  public static RequestScope of(@Nullable String user, String httpSession, Duration timeout) {
    return of(user, httpSession, timeout, httpSession);
  }

  /**
   * Of a request with an HTTP session.
   *
   * @param now the id that it has when connect runs; null if it has ended then
   */
  static RequestScope of(
      @Nullable String user, String httpSession, Duration timeout, @Nullable String now) {
    return of(
        user,
        new Logins.HttpLogin(httpSession, timeout),
        new CurrentHttpSession() {
          @Override
          public @Nullable String id() {
            return now;
          }

          @Override
          public @Nullable Object attribute(String name) {
            return null;
          }
        });
  }

  private static RequestScope of(
      @Nullable String user, Logins.@Nullable HttpLogin login, CurrentHttpSession session) {
    Principal principal = user == null ? null : () -> user;
    return new RequestScope(
        new RequestScope.Facts(
            Map.of(),
            null,
            List.of(),
            List.of(),
            principal,
            Set.of(),
            Set.of(),
            Locale.ROOT,
            "192.0.2.1",
            login),
        session,
        null);
  }
}
