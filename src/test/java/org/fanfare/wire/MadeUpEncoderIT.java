package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fanfare.gate.Law;
import org.fanfare.protocol.MadeUpLines;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Publishing;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Laws 1 to 3 in a wire format of which Fanfare knows nothing, over the wires that it has. It is a
 * bean beside Fanfare in the WAR, as any encoder may be.
 */
@ArquillianTest
@Tag("payara")
@Tag("full")
class MadeUpEncoderIT {
  private static final String NAME = "made-up.lines";
  private static final String TYPE = "application/x-made-up-lines";

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(LawsIT.SETTINGS).addClass(MadeUpLines.class);
  }

  /** What carries the lines. */
  enum Carrier {
    WEBSOCKET {
      @Override
      Lines open(Server server, String group, String query) throws IOException {
        RawSocket socket = RawSocket.open(server, group, query, NAME);
        assertThat(socket.header("Sec-WebSocket-Protocol")).isEqualTo(NAME);
        return new Lines(() -> socket.message().text(), socket);
      }
    },
    RESPONSE {
      @Override
      Lines open(Server server, String group, String query) throws IOException {
        HttpResponse<Stream<String>> response;
        try {
          response =
              Http.CLIENT.send(
                  Http.request(server.groups(group, query), "Accept", TYPE).build(),
                  BodyHandlers.ofLines());
        } catch (InterruptedException interrupted) {
          throw new IOException(interrupted);
        }
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(TYPE);
        Iterator<String> lines = response.body().iterator();
        return new Lines(lines::next, response.body());
      }
    };

    abstract Lines open(Server server, String group, String query) throws IOException;
  }

  /** Where lines come from. */
  private interface Source {
    String next() throws IOException;
  }

  /** A client that reads lines, signs of life left out, and keeps its cursor. */
  private static final class Lines implements AutoCloseable {
    private final Source source;
    private final AutoCloseable connection;
    private final Queue<String> waiting = new ArrayDeque<>();
    private String cursor = "";

    Lines(Source source, AutoCloseable connection) {
      this.source = source;
      this.connection = connection;
    }

    /** What is told next, without its cursor. */
    String next() throws IOException {
      while (true) {
        if (waiting.isEmpty()) {
          source.next().lines().forEach(waiting::add);
        }
        String[] words = waiting.remove().split(" ", -1);
        switch (words[0]) {
          case "at" -> cursor = words[1];
          case "missed" -> {
            cursor = words[3];
            return "missed " + words[1] + " " + words[2];
          }
          default -> {
            cursor = words[1];
            return words[0] + " " + words[2];
          }
        }
      }
    }

    List<String> next(int count) throws IOException {
      List<String> told = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        told.add(next());
      }
      return told;
    }

    @Override
    public void close() throws IOException {
      try {
        connection.close();
      } catch (IOException failed) {
        throw failed;
      } catch (Exception failed) {
        throw new IOException(failed);
      }
    }
  }

  private static List<String> numbered(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> i + " " + "m" + i).toList();
  }

  private void publish(String group, int first, int last) {
    Publishing publishing = new Publishing(Server.at(context), new Checker());
    for (int i = first; i <= last; i++) {
      publishing.text(group, "m" + i);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Law(
      value = 1,
      on = {})
  void whatIsPublishedComesInOrder(Carrier carrier) throws IOException {
    String group = Groups.open();
    try (Lines lines = carrier.open(Server.at(context), group, "after=start")) {
      publish(group, 1, 50);

      assertThat(lines.next(50)).isEqualTo(numbered(1, 50));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Law(
      value = {2, 3},
      on = {})
  void whoComesBackWithItsCursorHasEverythingOnce(Carrier carrier) throws IOException {
    String group = Groups.open();
    String cursor;
    try (Lines lines = carrier.open(Server.at(context), group, "after=start")) {
      publish(group, 1, 20);
      assertThat(lines.next(15)).isEqualTo(numbered(1, 15));
      cursor = lines.cursor;
    }
    publish(group, 21, 30);

    try (Lines lines = carrier.open(Server.at(context), group, "after=" + cursor)) {
      assertThat(lines.next(15)).isEqualTo(numbered(16, 30));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Law(
      value = 2,
      on = {})
  void whatWasLetGoIsNamedBeforeWhatFollows(Carrier carrier) throws IOException {
    String group = Groups.fresh("short");
    String cursor;
    try (Lines lines = carrier.open(Server.at(context), group, "after=start")) {
      publish(group, 1, 10);
      assertThat(lines.next(10)).isEqualTo(numbered(1, 10));
      cursor = lines.cursor;
    }
    publish(group, 11, 150);

    try (Lines lines = carrier.open(Server.at(context), group, "after=" + cursor)) {
      assertThat(lines.next()).isEqualTo("missed 11-50 retention");
      assertThat(lines.next(100)).isEqualTo(numbered(51, 150));
    }
  }
}
