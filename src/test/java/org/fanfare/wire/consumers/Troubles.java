package org.fanfare.wire.consumers;

import jakarta.annotation.security.PermitAll;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.message.GroupName;

/** Fails where the path says. */
@Route("/troubles/{where}")
@PermitAll
public class Troubles implements Consumer {
  /** Is what the log of a test must show, and nothing else. */
  public static final class ProvokedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProvokedException(String where) {
      super("provoked by a test in " + where);
    }
  }

  private String where = "";

  @Override
  public void connect(Connection client) {
    where = client.scope().path("where");
    switch (where) {
      case "full" -> throw client.refuse(409, "both-seats", "both seats are taken");
      case "nowhere" -> throw client.refuse(404, "no-table", "there is no such table");
      case "later" -> throw client.refuse(503, "closed-now", "come back tomorrow");
      case "connect" -> throw new ProvokedException(where);
      default -> client.send("welcome");
    }
  }

  @FromClient
  void text(String text, Connection client) throws InterruptedException {
    if (text.startsWith("xxx")) {
      client.send("had it");
      return;
    }
    switch (text) {
      case "block" -> Blocked.untilReleased();
      case "close" -> client.close(4321, "enough");
      default -> throw new ProvokedException(where);
    }
  }

  @Override
  public void failed(Exception failure, Connection client) throws Exception {
    if (!where.equals("mended")) {
      throw failure;
    }
    client.send("mended: " + failure.getMessage());
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    client.publish(
        new GroupName("open.troubles"), "ended", new Chat.Who(where + " " + why.status().word()));
  }
}
