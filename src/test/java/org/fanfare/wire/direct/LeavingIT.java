package org.fanfare.wire.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Who leaves while it is written to, and read from, takes nothing of others with it: servers give
 * what a connection had to the next request at once.
 */
@ArquillianTest
@Tag("direct")
class LeavingIT {
  private static final int LEAVERS = 4;
  private static final int TIMES = 250;
  private static final int MOST_HEARD = 5;
  private static final int ON_A_CONNECTION = 100; // Payara ends it after 250 requests
  private static final byte[] NORMAL = {3, (byte) 0xE8}; // 1000, as a close frame has it

  @ArquillianResource private URL context;
  private final String group = Groups.open();
  private final AtomicBoolean left = new AtomicBoolean();
  private final AtomicInteger leavers = new AtomicInteger(LEAVERS);

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Groups.OPEN);
  }

  @Test
  @Law(
      value = {2, 4},
      on = {})
  void whateverOthersLeaveBehindEachPublishIsAnsweredAndHeard() throws IOException {
    List<CompletableFuture<Void>> leaving =
        IntStream.range(0, LEAVERS).mapToObj(seed -> async(() -> comeAndLeave(seed))).toList();
    CompletableFuture<Void> other = async(this::publish);
    publish();
    other.join();
    leaving.forEach(CompletableFuture::join);

    try (RawSocket one = listener();
        RawSocket another = listener();
        RawHttp http = RawHttp.to(server())) {
      publish(http, "the last");
      assertThat(one.message().text()).isEqualTo("the last");
      assertThat(another.message().text()).isEqualTo("the last");
    }
  }

  private interface Doing {
    void run() throws IOException;
  }

  private static CompletableFuture<Void> async(Doing doing) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            doing.run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> new Thread(task, "test-leaving").start());
  }

  private void comeAndLeave(int seed) throws IOException {
    Random random = new Random(seed);
    try {
      for (int i = 0; i < TIMES; i++) {
        try (RawSocket socket = listener()) {
          for (int heard = random.nextInt(MOST_HEARD); heard > 0; heard--) {
            assertThat(socket.message().text()).startsWith("message ");
          }
          socket.send(true, RawSocket.CLOSE, NORMAL);
          if (random.nextBoolean()) {
            assertThat(socket.closing()).startsWith("1000");
          }
        }
      }
    } finally {
      left.compareAndSet(false, leavers.decrementAndGet() == 0);
    }
  }

  private void publish() throws IOException {
    while (!left.get()) {
      try (RawHttp http = RawHttp.to(server())) {
        for (int i = 1; i <= ON_A_CONNECTION && !left.get(); i++) {
          publish(http, "message " + i);
        }
      }
    }
  }

  private void publish(RawHttp http, String text) throws IOException {
    RawHttp.Response answer =
        http.request(
                server(),
                "POST",
                server().target(group, ""),
                "Content-Type: text/plain",
                "Content-Length: " + text.length())
            .send(text)
            .response();
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.body()).startsWith("{\"cursor\":").endsWith("}");
  }

  private RawSocket listener() throws IOException {
    return RawSocket.open(server(), group, "", "");
  }

  private Server server() {
    return Server.at(context);
  }
}
