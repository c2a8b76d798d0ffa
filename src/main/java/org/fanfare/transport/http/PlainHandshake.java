package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A handshake as every server's endpoints understand it, whatever else its client can.
 *
 * <p>{@code Upgrade} and {@code Connection} are lists (RFC 9110, sections 7.6.1 and 7.8), and may
 * name other protocols and options beside those of WebSocket. Some compare the whole header ({@link
 * org.fanfare.transport.Quirk#COMPARES_WHOLE_HEADERS}). Used as the request is: by one thread at a
 * time.
 */
final class PlainHandshake extends HttpServletRequestWrapper {
  PlainHandshake(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable String getHeader(String name) {
    String plain = plain(name);
    return plain == null ? super.getHeader(name) : plain;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    String plain = plain(name);
    return plain == null
        ? super.getHeaders(name)
        : Collections.enumeration(Collections.singleton(plain));
  }

  private static @Nullable String plain(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "upgrade" -> "websocket";
      case "connection" -> "Upgrade";
      default -> null;
    };
  }

  /** Nobody needs one ({@link org.fanfare.transport.Quirk#MAKES_SESSIONS_FOR_UPGRADES}). */
  @Override
  public @Nullable HttpSession getSession(boolean create) {
    return null;
  }

  @Override
  public @Nullable HttpSession getSession() {
    return null;
  }
}
