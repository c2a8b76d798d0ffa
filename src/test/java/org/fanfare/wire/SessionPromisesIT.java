package org.fanfare.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.consumer.promises.ConsumerPromises;
import org.fanfare.consumer.promises.Conversation;
import org.fanfare.consumer.promises.Venue;
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
 * The promises of consumers on the server, to clients whose sessions are carried by polls, and to
 * every second one by a stream. Those that concern a client which does not read are of bare
 * WebSockets alone, see {@link ConsumerPromisesIT}.
 */
@ArquillianTest
@Tag("full")
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
    OverSession conversation = new OverSession(session, opened.size() % 2 == 1);
    opened.add(conversation);
    return conversation;
  }

  @Override
  protected String refusal(Who who, String path) {
    return open(session(who, path)).problem();
  }

  @Override
  protected Venue venue() {
    return PromisingConsumers.ON_A_SERVER;
  }

  /** Sends by requests, and reads by polls or by a stream. */
  private static final class OverSession implements Conversation {
    private final ReturningSession session;
    private final boolean streams;
    private ReturningSession.Stream stream;
    private boolean left;

    OverSession(ReturningSession session, boolean streams) {
      this.session = session;
      this.streams = streams;
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
        doing(this::reads);
        next = session.heard();
      }
      return next;
    }

    private void reads() throws IOException {
      if (!streams) {
        session.polls(10);
        return;
      }
      if (stream == null) {
        stream = session.resumesByStream();
      }
      stream.read();
    }

    @Override
    public String subprotocol() {
      return session.subprotocol();
    }

    @Override
    public String closing() {
      while (session.closing().isEmpty()) {
        doing(this::reads);
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
        if (stream != null) {
          doing(stream::close);
        }
      }
    }
  }
}
