package org.fanfare.demo;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;

/**
 * A bell, in all tabs of a user: how many notifications have come since the user last read them.
 *
 * <p>The state is the log of a group, of which each tab reads all that is retained: {@code told}
 * adds one, {@code read} sets the count to zero. So all tabs say the same, and no database is
 * needed.
 *
 * <p>There is no login: whoever knows the name of a user reads and tells. A real application has
 * {@code @RolesAllowed("**")} in place of {@code @PermitAll}, relays {@code scope().userGroup()},
 * and publishes to {@code sender.groupOf(user)} from code that decides who may tell.
 *
 * <p>Each connection and each plain request has an instance of its own, which is used by one thread
 * at a time.
 */
@Route("/demo/notifications/{user}")
@PermitAll
public class Notifications implements Consumer, PlainHttp {
  private static final DemoPage PAGE = new DemoPage("notifications", "Notifications");
  private static final String GROUP = "demo-bell.";

  @Inject Bell bell;

  @Override
  public void connect(Connection client) {
    client.relay(group(client.scope().path("user")), new Start.Oldest());
  }

  @FromClient("read")
  void read(Connection client) {
    client.publish(group(client.scope().path("user")), "read", null);
  }

  /** Shows the page, and tells the user what is posted. Other sites are refused before that. */
  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    switch (request.getMethod()) {
      case "GET" -> PAGE.send(request, response);
      case "POST" -> {
        Notice notice = Notice.of(request.getContentType(), request.getInputStream());
        bell.tell(group(user(request)), notice);
        response.setStatus(HttpServletResponse.SC_ACCEPTED); // the transaction has committed
      }
      default -> {
        response.setHeader("Allow", "GET, POST, OPTIONS");
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      }
    }
  }

  private static String user(HttpServletRequest request) {
    String path = request.getRequestURI();
    return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
  }

  private static GroupName group(String user) {
    try {
      return new GroupName(GROUP + user);
    } catch (IllegalArgumentException invalid) {
      throw new Refused(
          400, "invalid-name", "the name of a user has 1 to 118 characters of A-Z a-z 0-9 . _ -");
    }
  }
}
