package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot become a WebSocket, whatever its headers say.
 *
 * <p>Servers recognise handshakes behind the filters, by their own rules ({@link
 * org.fanfare.transport.Quirk#MATCHES_HANDSHAKES_BEHIND_FILTERS}). All of them ask the request that
 * the filters pass on for its {@code Upgrade} header, and this request has none. Used like the
 * request itself: by one thread at a time.
 */
final class WithoutUpgrade extends HttpServletRequestWrapper {
  private static final String UPGRADE = "Upgrade";

  private WithoutUpgrade(HttpServletRequest request) {
    super(request);
  }

  /**
   * Returns the request itself, or, if it has an {@code Upgrade} header, a wrapper without that
   * header.
   */
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
