package org.fanfare.consumer.promises;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;

/** Fails where the path says, and keeps a journal of its life. */
@Route("/promises/fragile/{where}/{id}")
@PermitAll
public class Fragile implements Consumer {
  /** Is thrown where the path says. */
  public static final class ProvokedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProvokedException(String where) {
      super("provoked by a test in " + where);
    }
  }

  /** Is thrown where the path says, and is no exception. */
  public static final class ProvokedError extends Error {
    private static final long serialVersionUID = 1L;

    ProvokedError() {
      super("provoked by a test in error");
    }
  }

  private String where = "";
  private String id = "";

  @Override
  public void connect(Connection client) {
    where = client.scope().path("where");
    id = client.scope().path("id");
    Journal.note(id, "connect");
    if (where.equals("refused")) {
      throw client.refuse(409, "both-seats", "both seats are taken");
    }
    failIn("connect");
    client.send("welcome");
  }

  @FromClient
  void text(String text, Connection client) {
    if (where.equals("error")) {
      throw new ProvokedError();
    }
    if (where.equals("timer")) {
      client.after(Duration.ofMillis(1), () -> failIn("timer"));
    }
    if (text.equals("refuse")) {
      throw client.refuse(409, "late", "too late");
    }
    failIn("message");
    if (where.equals("mended")) {
      throw new ProvokedException("mended");
    }
    client.send("handled " + text);
  }

  @Override
  public void failed(Exception failure, Connection client) throws Exception {
    if (!where.equals("mended")) {
      throw failure;
    }
    client.send(String.valueOf(failure.getMessage()));
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    Journal.note(id, "disconnect " + why.status().word());
    failIn("disconnect");
  }

  private void failIn(String callback) {
    if (where.equals(callback)) {
      throw new ProvokedException(callback);
    }
  }

  @PreDestroy
  void destroyed() {
    Journal.note(id, "destroyed");
  }
}
