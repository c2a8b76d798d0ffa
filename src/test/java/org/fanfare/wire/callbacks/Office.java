package org.fanfare.wire.callbacks;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where a test asks what workers, clocks and scribes do, and releases workers. */
@WebServlet("/office")
public class Office extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.getWriter().print(answer(request));
  }

  private static String answer(HttpServletRequest request) {
    String crew = request.getParameter("crew");
    String clock = request.getParameter("clock");
    if (crew != null) {
      return "working " + Worker.working(crew) + ", at most " + Worker.most(crew);
    }
    return clock != null ? Clock.notes(clock) : Scribe.notes(request.getParameter("scribes"));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    Worker.release(request.getParameter("crew"), Integer.parseInt(request.getParameter("workers")));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
