package org.fanfare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and bodies that have begun have a bound together, and each its time. */
@ArquillianTest
@Tag("frames")
@Law(
    value = {6, 7},
    on = {})
class UnfinishedIT implements OnTheWire {
  private static final String BEGUN = "x".repeat(15_000);
  private static final byte[] PART = BEGUN.getBytes(UTF_8);
  private static final int MORE_THAN_FIT = 20;

  @ArquillianResource private URL context;
  private final List<AutoCloseable> opened = new ArrayList<>();

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        Groups.OPEN
            + """
              publish.timeout = 4s
              message { max-size = 16 KiB, begun-total = 64 KiB }
              per-caller { percent = 100, reserved-percent = 0 } # one address meets the bound of the node
            """);
  }

  @Override
  public Server server() {
    return Server.at(context);
  }

  @BeforeEach
  @AfterEach
  void everyoneLeavesAndNothingIsLeft() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    await().until(() -> Statistics.of(server()).released());
  }

  private RawSocket open(String subprotocol) throws IOException {
    RawSocket socket = RawSocket.open(server(), Groups.open(), "", subprotocol);
    opened.add(socket);
    return socket;
  }

  @Test
  @Law(value = 6, on = Law.Transport.WEBSOCKET)
  void whatHasNoPlaceIsToldToComeBackAndWhatIsWholeNeedsNone() throws IOException {
    String group = Groups.open();
    RawHttp.Response toLines = oneMoreLineThanFits(group);
    assertThat(toLines.problem()).isEqualTo("503 too-much-begun");
    assertThat(toLines.body()).contains("line 2: ").contains("\"accepted\":1");

    RawSocket socket = open("");
    socket.send(false, RawSocket.TEXT, PART);
    assertThat(socket.closing()).startsWith("1013 overloaded: ");
    RawHttp body = keep(stream("POST", group, "", "text/plain"));
    RawHttp.Response toBody = body.chunk(BEGUN).response();
    assertThat(toBody.problem()).isEqualTo("503 too-much-begun");
    assertThat(toBody.header("Retry-After")).matches("[0-9]+");

    assertThat(Http.post(server().groups(group, ""), "text/plain", "whole").status())
        .isEqualTo(202);
    assertThat(Http.get(server().groups(group, "after=start&wait=0")).body())
        .contains("\"one\"", "\"whole\"")
        .doesNotContain("xxx");
    Statistics now = Statistics.of(server());
    assertThat(now.at("begun", "bytes")).isBetween(PART.length * 3L, now.at("begun", "total"));
  }

  /** Streams, which may be silent for long, begin lines until there is no place for one. */
  private RawHttp.Response oneMoreLineThanFits(String group) throws IOException {
    List<RawHttp> streams = new ArrayList<>();
    for (int i = 0; i < MORE_THAN_FIT; i++) {
      streams.add(keep(stream("PUT", group, "", "text/plain")).chunk("one\n" + BEGUN));
    }
    await().until(() -> answered(streams).isPresent());
    return answered(streams).orElseThrow().response();
  }

  private static Optional<RawHttp> answered(List<RawHttp> streams) throws IOException {
    for (RawHttp each : streams) {
      if (each.hasAnswer()) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private RawHttp keep(RawHttp http) {
    opened.add(http);
    return http;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fanfare"})
  @Law(value = 7, on = Law.Transport.WEBSOCKET)
  void aMessageThatIsNeverWholeEndsItsSocketHoweverOftenAPartComes(String subprotocol)
      throws IOException {
    RawSocket socket = open(subprotocol);
    if (!subprotocol.isEmpty()) {
      socket.message(); // the first is told by the server
    }
    socket.send(false, RawSocket.TEXT, PART);

    await().until(() -> socket.http().hasAnswer() || goesOn(socket));

    assertThat(socket.closing()).startsWith("4004 unfinished: ").contains("publish.timeout");
    await().until(() -> Statistics.of(server()).at("begun", "bytes") == 0);
  }

  private static boolean goesOn(RawSocket socket) throws IOException {
    socket.send(false, RawSocket.CONTINUATION, new byte[] {'x'});
    return false;
  }
}
