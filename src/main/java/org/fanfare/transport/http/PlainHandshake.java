package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A handshake whose {@code Upgrade} and {@code Connection} headers are reduced to what the
 * endpoints of every server understand.
 *
 * <p>Both headers are lists (RFC 9110, sections 7.6.1 and 7.8), and may name other protocols and
 * options in addition to those of WebSocket. Some servers compare the whole header ({@link
 * org.fanfare.transport.Quirk#COMPARES_WHOLE_HEADERS}). Used like the request itself: by one thread
 * at a time.
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

  /**
   * Creates no session, since none is needed ({@link
   * org.fanfare.transport.Quirk#MAKES_SESSIONS_FOR_UPGRADES}).
   */
  @Override
  public @Nullable HttpSession getSession(boolean create) {
    return null;
  }

  @Override
  public @Nullable HttpSession getSession() {
    return null;
  }
}
