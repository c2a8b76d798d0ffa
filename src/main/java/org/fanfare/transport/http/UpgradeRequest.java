package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.transport.HeaderTokens;
import org.fanfare.transport.Quirk;

/** Recognises the handshake of a WebSocket, and checks it. Stateless. */
final class UpgradeRequest {
  private UpgradeRequest() {}

  /**
   * Returns whether the request is a handshake. The headers of a handshake have no meaning unless
   * the request is a GET over HTTP/1.1 (RFC 6455, section 4.1).
   */
  static boolean isOne(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && request.getProtocol().equals("HTTP/1.1")
        && names(request, "Upgrade", "websocket")
        && names(request, "Connection", "upgrade");
  }

  private static boolean names(HttpServletRequest request, String header, String token) {
    return HeaderTokens.of(Collections.list(request.getHeaders(header)))
        .anyMatch(t -> t.toLowerCase(Locale.ROOT).equals(token));
  }

  /**
   * Throws a {@link ProblemException} if a handshake does not meet the requirements (RFC 6455,
   * section 4.1).
   */
  static void requireRight(HttpServletRequest request) {
    if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
      throw problem(Status.WEBSOCKET_VERSION, "the version of WebSocket here is 13");
    }
    List<String> sent = Collections.list(request.getHeaders("Sec-WebSocket-Key"));
    if (sent.size() != 1 || !isKey(sent.get(0).strip())) {
      throw problem(
          Status.INVALID_HANDSHAKE,
          "Sec-WebSocket-Key is 16 bytes in base64 (RFC 6455, section 4.1)");
    }
  }

  /**
   * Throws a {@link ProblemException} if this server would not find the end of the body ({@link
   * Quirk#TAKES_UPGRADES_FOR_GRANTED}).
   */
  static void requireAnEnd(HttpServletRequest request) {
    if (request.getHeader("Upgrade") != null
        && request.getContentLengthLong() < 0
        && Quirk.TAKES_UPGRADES_FOR_GRANTED.isOf(request.getServletContext())) {
      throw problem(
          Status.INVALID_HANDSHAKE,
          "only a GET is upgraded; this server finds no end of a body beside an Upgrade header, but"
              + " with Content-Length: send it with that, or without Upgrade");
    }
  }

  private static boolean isKey(String text) {
    try {
      return text.length() == 24 && Base64.getDecoder().decode(text).length == 16;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static ProblemException problem(Status code, String detail) {
    return new Problem(code, detail).thrown();
  }
}
