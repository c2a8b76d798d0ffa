package org.fanfare.wire.consumers;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Route;

/**
 * Also answers plain requests: with the number of destroyed desks, or it releases who is blocked.
 */
@Route("/plain")
@PermitAll
public class Counter implements Consumer, PlainHttp {
  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getMethod().equals("POST")) {
      Blocked.release();
    }
    response.setContentType("text/plain");
    response.getWriter().print("destroyed: " + Desk.DESTROYED.get());
  }
}
