package org.fanfare.transport.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
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
    Cookie[] cookies = request.getCookies(); // HTTP/2 may have several headers of them
    if (cookies != null) {
      for (Cookie each : cookies) {
        if (each.getName().equals(NAME)) {
          return each.getValue();
        }
      }
    }
    return null;
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
