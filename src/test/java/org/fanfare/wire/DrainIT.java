package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.BackEnd;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Law 10 for a node that an operator empties: its clients go, a few at a time, and none comes. */
@ArquillianTest
@Tag("full")
@Law(10)
class DrainIT {
  private static final int EACH = 20;
  private static final Duration LONG = Duration.ofSeconds(20);

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Groups.OPEN);
  }

  private Server server() {
    return Server.at(context);
  }

  @Test
  void aNodeThatIsDrainedSendsItsClientsAwayAFewAtATimeAndTakesNoneIn() throws IOException {
    String group = Groups.open();
    List<FanfareSocket> sockets = new ArrayList<>();
    List<Listener> all = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      sockets.add(FanfareSocket.open(server(), group, StartAt.now()));
      all.add(EventStream.open(server(), group, StartAt.now()));
    }
    all.addAll(sockets);
    assertThat(api("GET", "health").status()).isEqualTo(200);
    assertThat(api("POST", "drain?over=soon").problem()).isEqualTo("400 invalid-parameter");

    Answer begun = api("POST", "drain?over=3");

    assertThat(begun.json()).containsEntry("connections", 2L * EACH).containsEntry("over", 3L);
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> all.stream().filter(Listener::ended).count() >= EACH / 2);
    assertThat(all.stream().filter(Listener::ended).count())
        .as("they do not go all at once")
        .isLessThan(2L * EACH);
    assertThat(api("GET", "health").problem()).isEqualTo("503 stopping");
    assertThat(Http.get(server().groups(group, "wait=20")).problem()).isEqualTo("503 stopping");
    try (RawSocket late = RawSocket.upgrade(server(), server().target(group, ""))) {
      assertThat(late.status()).isEqualTo(503);
    }
    assertThat(Http.post(server().groups(group, ""), "text/plain", "still published").status())
        .isEqualTo(202);

    await().atMost(LONG).until(() -> all.stream().allMatch(Listener::ended));
    assertThat(sockets).extracting(FanfareSocket::closeCode).containsOnly(1012);
  }

  private Answer api(String method, String route) {
    return new BackEnd(server(), Deployments.KEY).call(method, route);
  }
}
