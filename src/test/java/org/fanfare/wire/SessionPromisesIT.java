package org.fanfare.wire;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.fanfare.consumer.promises.ConsumerPromises;
import org.fanfare.consumer.promises.Conversation;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.ReturningSession;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * The promises of consumers on the server, to clients whose session is carried by polls and by
 * streams in turn. Those that concern a client which does not read are of bare WebSockets alone,
 * see {@link ConsumerPromisesIT}.
 */
@ArquillianTest
@Tag("consumers")
class SessionPromisesIT extends ConsumerPromises {
  private final List<OverSession> opened = new ArrayList<>();
  @ArquillianResource private URL address;
  private Server server;

  @Deployment(testable = false)
  static WebArchive application() {
    return PromisingConsumers.application();
  }

  @BeforeEach
  void isServed() {
    server = Server.at(address, PromisingConsumers.CONTEXT);
  }

  @AfterEach
  void endAll() {
    opened.forEach(OverSession::leaves);
  }

  private ReturningSession session(Who who, String path) {
    return new ReturningSession(server, path.substring(1), PromisingConsumers.login(who));
  }

  private static RawHttp.Response open(ReturningSession session, String... subprotocols) {
    try {
      return session.opens(subprotocols);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Conversation connect(Who who, String path, String... subprotocols) {
    ReturningSession session = session(who, path);
    RawHttp.Response answer = open(session, subprotocols);
    if (answer.status() != 201) {
      throw new AssertionError(path + " was answered " + answer.problem());
    }
    OverSession conversation = new OverSession(session);
    opened.add(conversation);
    return conversation;
  }

  @Override
  protected String refusal(Who who, String path) {
    return open(session(who, path)).problem();
  }

  @Override
  protected void pass(Duration time) {
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      await().pollDelay(time).until(() -> true);
    }
  }

  @Override
  protected void becomes(BooleanSupplier so, Supplier<String> what) {
    await().atMost(Duration.ofSeconds(20)).until(so::getAsBoolean);
  }

  @Override
  protected void provoked() {
    // the log of the server has it, and is read when the tests are over
  }

  /** Asks by a poll, and when it has something to wait for, by a stream every second time. */
  private static final class OverSession implements Conversation {
    private final ReturningSession session;
    private int turns;
    private boolean left;

    OverSession(ReturningSession session) {
      this.session = session;
    }

    /** What may fail because of the network. */
    private interface Exchange {
      void run() throws IOException;
    }

    private static void doing(Exchange exchange) {
      try {
        exchange.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void send(String text) {
      session.says(text);
      doing(session::posts);
    }

    @Override
    public void send(byte[] bytes) {
      session.says(bytes);
      doing(session::posts);
    }

    @Override
    public String text() {
      String next = session.heard();
      while (next == null) {
        if (!session.closing().isEmpty()) {
          throw new AssertionError("no text came but the end: " + session.closing());
        }
        doing(turns++ % 2 == 0 ? () -> session.polls(10) : this::streams);
        next = session.heard();
      }
      return next;
    }

    private void streams() throws IOException {
      try (ReturningSession.Stream stream = session.resumesByStream()) {
        long before = session.got();
        String heard = session.peek();
        while (session.got() == before && heard == null && session.closing().isEmpty()) {
          stream.read();
          heard = session.peek();
        }
      }
    }

    @Override
    public String subprotocol() {
      return session.subprotocol();
    }

    @Override
    public String closing() {
      while (session.closing().isEmpty()) {
        doing(() -> session.polls(10));
      }
      left = true;
      return session.closing();
    }

    @Override
    public boolean isOver() {
      return !session.closing().isEmpty();
    }

    @Override
    public void stopsReading() {
      throw new AssertionError("a session that is not read is not over");
    }

    @Override
    public void leaves() {
      if (!left) {
        left = true;
        doing(session::ends);
      }
    }
  }
}
