package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.fanfare.security.ExternalView;

/**
 * The headers that tell browsers what a response of Fanfare may be used for. Pure functions.
 *
 * <ul>
 *   <li>{@code X-Content-Type-Options}: nothing is taken for another type.
 *   <li>{@code Cross-Origin-Resource-Policy}: pages of other sites may load the scripts for pages,
 *       and embed nothing else. Requests with CORS, which have rules of their own, are not
 *       affected.
 *   <li>{@code Referrer-Policy}, of pages: no other site learns the address of a page, which may
 *       name a group.
 *   <li>{@code Content-Security-Policy}, of pages: they run the scripts of this server, and connect
 *       to it alone.
 * </ul>
 */
final class PageHeaders {
  /** The scripts that pages of other sites load. */
  private static final Pattern SCRIPT =
      Pattern.compile(".*/(?:fanfare|assets)/fanfare(?:-poll)?[.]m?js(?:[.]map)?");

  /** What may stand in a policy; browsers take no address in brackets there. */
  private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+");

  private PageHeaders() {}

  /** Sets the headers of every response on a path of Fanfare. */
  static void ofAny(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        "Cross-Origin-Resource-Policy",
        SCRIPT.matcher(request.getRequestURI()).matches() ? "cross-origin" : "same-origin");
  }

  /**
   * Sets the further headers of a page, a file or the API.
   *
   * @param outside the server as the browser sees it
   */
  static void ofPage(HttpServletResponse response, ExternalView outside) {
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'"
            + sockets(outside)
            + "; base-uri 'none'; form-action 'self'; frame-ancestors 'self'");
  }

  /** Older browsers do not take the sockets of the page's own server for {@code 'self'}. */
  private static String sockets(ExternalView outside) {
    if (!HOST.matcher(outside.host()).matches()) {
      return "";
    }
    String scheme = outside.scheme().equals("https") ? " wss://" : " ws://";
    return scheme + outside.host() + ":" + outside.port();
  }
}
