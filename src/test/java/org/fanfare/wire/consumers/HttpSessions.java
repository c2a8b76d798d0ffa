package org.fanfare.wire.consumers;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Sender;

/** Begins an HTTP session, and ends it or its login in the ways in which applications do. */
@WebServlet("/session")
public class HttpSessions extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Sender sender;
  @Inject transient HttpServletRequest injected;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String what = String.valueOf(request.getParameter("do"));
    switch (what) {
      case "begin" -> request.getSession(true).setAttribute("begun", true);
      case "logout" -> request.logout();
      case "injected-logout" -> injected.logout();
      case "invalidate" -> request.getSession(false).invalidate();
      case "end" -> sender.end("anna", Ended.LOGGED_OUT);
      default -> throw new ServletException("do what?");
    }
    response.setContentType("text/plain");
    response.getWriter().print(what);
  }
}
