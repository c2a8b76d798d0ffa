package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot become a WebSocket, whatever its headers say.
 *
 * <p>Servers match handshakes behind the filters, by rules of their own ({@link
 * org.fanfare.transport.Quirk#MATCHES_HANDSHAKES_BEHIND_FILTERS}). All of them ask the request that
 * the filters hand on for its {@code Upgrade} header, and here it has none. Used as the request is:
 * by one thread at a time.
 */
final class WithoutUpgrade extends HttpServletRequestWrapper {
  private static final String UPGRADE = "Upgrade";

  private WithoutUpgrade(HttpServletRequest request) {
    super(request);
  }

  /** The request, or the same one without its {@code Upgrade} header if it has one. */
  static HttpServletRequest of(HttpServletRequest request) {
    return request.getHeader(UPGRADE) == null ? request : new WithoutUpgrade(request);
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase(UPGRADE) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equalsIgnoreCase(UPGRADE) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(
        Collections.list(super.getHeaderNames()).stream()
            .filter(name -> !name.equalsIgnoreCase(UPGRADE))
            .toList());
  }
}
