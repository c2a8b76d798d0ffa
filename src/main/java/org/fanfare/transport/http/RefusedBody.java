package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import org.fanfare.status.Problem;
import org.fanfare.transport.Quirk;

/** A body of which nothing is wanted: its request was refused for what its head says. */
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
   * Whether a request has a body that will come, and will end. Who waits to be told to go on (RFC
   * 9110, section 10.1.1) sends none after a refusal.
   */
  static boolean isComing(HttpServletRequest request) {
    long announced = request.getContentLengthLong();
    if (announced >= 0 || request.getHeader("Expect") != null) {
      return announced > 0 && request.getHeader("Expect") == null;
    }
    if (request.getProtocol().startsWith("HTTP/2")) {
      return request.getMethod().startsWith("P"); // whether it has one is seen at its end
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
    // it is thrown away
  }

  @Override
  void paused() {
    // it was answered before it was read
  }

  @Override
  void ended() {
    // it was answered before it was read
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
    // whoever refused it has counted that
  }

  @Override
  boolean isLate(long now) {
    return false;
  }
}
