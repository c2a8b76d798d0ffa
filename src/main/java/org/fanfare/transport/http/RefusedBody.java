package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import org.fanfare.status.Problem;
import org.fanfare.transport.Quirk;

/** A body that is discarded, because its request was refused for what its head says. */
final class RefusedBody extends Body {
  private final boolean endless;

  /**
   * @param endless whether it may be a stream of lines
   */
  RefusedBody(Channel channel, boolean endless) {
    super(channel);
    this.endless = endless;
  }

  @Override
  boolean isEndless() {
    return endless;
  }

  /**
   * Returns whether a request has a body that will arrive and end. A client that waits to be told
   * to continue (RFC 9110, section 10.1.1) sends none after a refusal.
   */
  static boolean isComing(HttpServletRequest request) {
    long announced = request.getContentLengthLong();
    if (announced >= 0 || request.getHeader("Expect") != null) {
      return announced > 0 && request.getHeader("Expect") == null;
    }
    if (request.getProtocol().startsWith("HTTP/2")) {
      return request.getMethod().startsWith("P"); // only the end of the stream shows whether it has
    }
    return request.getHeader("Transfer-Encoding") != null
        && (request.getHeader("Upgrade") == null
            || !Quirk.TAKES_UPGRADES_FOR_GRANTED.isOf(request.getServletContext()));
  }

  @Override
  boolean ready() {
    return false;
  }

  @Override
  void taken(byte[] bytes, int length) {
    // it is discarded
  }

  @Override
  void paused() {
    // the refusal was sent before the body was read
  }

  @Override
  void ended() {
    // the refusal was sent before the body was read
  }

  @Override
  void letGo() {
    // nothing is held
  }

  @Override
  String members() {
    return "";
  }

  @Override
  void refused(Problem problem) {
    // the caller that refused it has counted the refusal
  }

  @Override
  boolean isLate(long now) {
    return false;
  }
}
