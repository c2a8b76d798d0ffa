package sample;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** The page of the chat. Whoever wants it has to log in first. */
@WebServlet("/room")
@ServletSecurity(@HttpConstraint(rolesAllowed = "**"))
public class Room extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getSession(); // with it the connections of the page will end
    response.setContentType("text/html;charset=UTF-8");
    try (InputStream page = getServletContext().getResourceAsStream("/WEB-INF/room.html")) {
      page.transferTo(response.getOutputStream());
    }
  }
}
