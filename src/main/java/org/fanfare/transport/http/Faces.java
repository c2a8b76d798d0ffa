package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.fanfare.session.GroupRequest;

/**
 * Every face of the one URL but WebSocket, for requests that the filter has let in. Safe for use by
 * any thread; it never waits for a client.
 */
record Faces(ReadRequests reading, BodyRequests bodies) {
  private static final String PAGE = "live.html";

  /** Responses, or begins to. */
  void serve(HttpServletRequest request, HttpServletResponse response, GroupRequest ask)
      throws IOException {
    if (request.getMethod().equals("HEAD")) {
      response.setContentType(
          switch (ask.want()) {
            case STREAM -> reading.mediaType(request).orElse(Responses.EVENTS);
            case PAGE -> Responses.HTML;
            default -> Responses.JSON;
          });
      return;
    }
    switch (ask.want()) {
      case STREAM -> reading.stream(request, ask);
      case POLL -> reading.poll(request, ask);
      case PAGE -> Responses.page(request, response, HttpServletResponse.SC_OK, PAGE, "../");
      case PUBLISH, LINES -> bodies.read(request, response, ask);
      case SOCKET -> throw new IllegalStateException("a WebSocket is none of these faces");
    }
  }
}
