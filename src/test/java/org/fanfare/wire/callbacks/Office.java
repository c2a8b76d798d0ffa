package org.fanfare.wire.callbacks;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where a test asks what workers and clocks do, and releases workers. */
@WebServlet("/office")
public class Office extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String crew = request.getParameter("crew");
    response.setContentType("text/plain");
    response
        .getWriter()
        .print(
            crew == null
                ? Clock.notes(request.getParameter("clock"))
                : "working " + Worker.working(crew) + ", at most " + Worker.most(crew));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    Worker.release(request.getParameter("crew"), Integer.parseInt(request.getParameter("workers")));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
