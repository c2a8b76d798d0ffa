package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.fanfare.security.BrowserRequest;
import org.jspecify.annotations.Nullable;

/** The headers with which browsers say which page made a request. */
final class BrowserHeaders {
  /**
   * The headers of which every request of a browser has at least one, whatever its page does.
   * Browsers send {@code Sec-Fetch-Site} and its like only over TLS and to their own machine, and
   * no {@code Origin} with what a page reads from its own server; {@code Accept-Language} a page
   * may change, but not leave out.
   */
  private static final List<String> ANY =
      List.of("Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest", "Accept-Language");

  private BrowserHeaders() {}

  /** Returns whether a browser may have sent the request; false only if none has. */
  static boolean areIn(HttpServletRequest request) {
    return ANY.stream().anyMatch(name -> request.getHeader(name) != null);
  }

  /** Returns what they say about the page that made a request of this kind. */
  static BrowserRequest of(HttpServletRequest request, RequestKind kind) {
    return new BrowserRequest(
        joined(request, "Origin"),
        request.getHeader("Sec-Fetch-Site"),
        request.getHeader("Sec-Fetch-Mode"),
        request.getHeader("Sec-Fetch-Dest"),
        kind == RequestKind.PAGE);
  }

  private static @Nullable String joined(HttpServletRequest request, String header) {
    List<String> lines = Collections.list(request.getHeaders(header));
    return lines.isEmpty() ? null : String.join(", ", lines);
  }
}
