package org.fanfare.transport.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.fanfare.session.SocketOpening;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.transport.Quirk;
import org.fanfare.transport.websocket.Handshake;
import org.fanfare.transport.websocket.Upgrade;

/**
 * Answers the handshakes of admitted WebSockets: by the upgrade, or by the container's endpoint,
 * which is behind the filter. Safe for use by any thread.
 */
final class Handshakes {
  private static final System.Logger LOG = System.getLogger(Handshakes.class.getName());

  private Handshakes() {}

  /**
   * Answers a handshake.
   *
   * @throws ProblemException if it is not valid; nothing was opened then
   */
  static void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      Upgrade upgrade,
      SocketOpening opening)
      throws IOException, ServletException {
    boolean answered = false;
    try {
      if (upgrade.isChosen(request.getServletContext())) {
        upgrade.accept(request, response, opening);
      } else {
        requireSilence(request);
        Handshake.with(opening, () -> chain.doFilter(new PlainHandshake(request), response));
      }
      answered = true;
    } catch (IOException left) {
      // The client left before it had its response. This is common, and not a failure that the
      // server should log. Nothing was opened for the client yet: a connection is counted when its
      // socket opens, and ends like any other whose client has gone.
      LOG.log(Level.DEBUG, "a client left within its handshake", left);
    } finally {
      if (!answered) {
        opening.abandon();
      }
    }
  }

  /**
   * Requires that the client has sent nothing after its handshake, which it may not do before it
   * has the response (RFC 6455, section 4.1).
   */
  private static void requireSilence(HttpServletRequest request) throws IOException {
    if (Quirk.TAKES_UPGRADES_FOR_GRANTED.isOf(request.getServletContext())
        && request.getInputStream().available() > 0) {
      throw new Problem(
              Status.INVALID_HANDSHAKE,
              "a client sends nothing before its handshake is answered (RFC 6455, section 4.1)")
          .thrown();
    }
  }
}
