package org.fanfare.wire.watch;

import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;

/** Writes down who came and how that ended, and finishes its work when the end has begun. */
@Route("/watch/{post}")
@PermitAll
public class Watch implements Consumer {
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final int LOOK_MILLIS = 10;
  private static final int FINISH_MILLIS = 700; // less than a node waits for
  private static final int MOST_LOOKS = 6_000;

  private String post = "";

  @Override
  public void connect(Connection client) throws IOException {
    post = client.scope().path("post");
    Logbook.note(post + " came");
  }

  @FromClient
  void stay(String text, Connection client) throws Exception {
    client.send("works");
    for (int i = 0; i < MOST_LOOKS && client.isOpen(); i++) {
      NEVER.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    NEVER.await(FINISH_MILLIS, TimeUnit.MILLISECONDS);
    Logbook.note(post + " finished");
  }

  @Override
  public void disconnect(Ended why, Connection client) throws IOException {
    Logbook.note(post + " " + why.status().word());
  }
}
