package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.fanfare.consumer.run.CookieHeader;
import org.jspecify.annotations.Nullable;

/**
 * The cookie of a browser that has logged in by a ticket (RFC 6265). It has no end of its own, and
 * so outlives the login that it stands for: a browser whose login has expired is told so, and does
 * not become nobody. Pure functions.
 */
final class LoginCookie {
  private static final String NAME = "fanfare_session";

  private LoginCookie() {}

  /** Returns the value that a request shows; null if it shows none. */
  static @Nullable String of(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Cookie")).stream() // HTTP/2 may have several
        .flatMap(header -> CookieHeader.value(header, NAME).stream())
        .findFirst()
        .orElse(null);
  }

  /**
   * Returns the header that sets it.
   *
   * @param secure whether the browser sends it over TLS alone
   */
  static String set(HttpServletRequest request, String value, boolean secure) {
    return NAME + "=" + value + attributes(request) + (secure ? "; Secure" : "");
  }

  /** Returns the header that deletes it. */
  static String deleted(HttpServletRequest request) {
    return NAME + "=" + attributes(request) + "; Max-Age=0";
  }

  private static String attributes(HttpServletRequest request) {
    return "; Path=" + request.getContextPath() + "/; HttpOnly; SameSite=Lax";
  }
}
