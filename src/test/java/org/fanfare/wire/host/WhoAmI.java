package org.fanfare.wire.host;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells a user of the host who that is. */
@WebServlet("/private/me")
public class WhoAmI extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    String role = request.isUserInRole("staff") ? " of the staff" : "";
    response.getWriter().print(request.getUserPrincipal().getName() + role);
  }
}
