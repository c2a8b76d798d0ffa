package org.fanfare.wire.application;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Sender;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/** Publishes and sends what it is posted, and says what came of it. */
@WebServlet("/application/sender")
public class SenderServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Sender sender;
  @Inject private transient ChannelLayer layer;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    String said;
    try {
      said = send(request);
    } catch (Refused refused) {
      response.setStatus(HttpServletResponse.SC_CONFLICT);
      said = String.valueOf(refused.getMessage());
    }
    response.getWriter().write(said);
  }

  private String send(HttpServletRequest request) {
    String type = request.getParameter("type");
    String text = request.getParameter("text");
    String channel = request.getParameter("channel");
    if (channel != null) {
      ChannelName name = new ChannelName(channel);
      return String.valueOf(
          type == null
              ? sender.send(name, Message.text(text))
              : sender.send(name, type, Map.of("text", text)));
    }
    GroupName group = new GroupName(request.getParameter("group"));
    return String.valueOf(
        (type == null
                ? sender.publish(group, Message.text(text))
                : sender.publish(group, type, Map.of("text", text)))
            .offset());
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().write("published " + layer.statistics().published());
  }
}
