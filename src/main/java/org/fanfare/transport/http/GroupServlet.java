package org.fanfare.transport.http;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.fanfare.session.Ask;

/**
 * Every face of the one URL but WebSocket, for requests that the filter has let in; for any other
 * there is nothing here.
 *
 * <p>Called by many of the container's threads at once; it never waits for a client.
 */
@WebServlet(urlPatterns = "/groups/*", asyncSupported = true)
public class GroupServlet extends HttpServlet {
  private static final String PAGE = "/WEB-INF/live.html";

  @Inject transient ReadingFace reading;
  @Inject transient BodyFace bodies;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!(request.getAttribute(Ask.class.getName()) instanceof Ask ask)) {
      Answers.refuse(request, response, Answers.notFound(request), null, 0);
      return;
    }
    if (request.getMethod().equals("HEAD")) {
      response.setContentType(
          switch (ask.want()) {
            case STREAM -> reading.mediaType(request).orElse(Answers.EVENTS);
            case PAGE -> Answers.HTML;
            default -> Answers.JSON;
          });
      return;
    }
    switch (ask.want()) {
      case STREAM -> reading.stream(request, ask);
      case POLL -> reading.poll(request, ask);
      case PAGE -> Answers.page(request, response, HttpServletResponse.SC_OK, PAGE);
      case PUBLISH, LINES -> bodies.read(request, response, ask);
      case SOCKET -> throw new IllegalStateException("a WebSocket is none of the servlet's faces");
    }
  }
}
