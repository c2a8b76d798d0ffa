package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.List;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Relay;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The platform's own {@code EventSource} and {@code WebSocket}, without any script of ours. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
class PlatformIT {
  private static final String EVENT_SOURCE =
      """
      (url) => {
        window.heard = [];
        window.ids = [];
        window.opened = 0;
        window.source = new EventSource(url);
        source.onopen = () => opened++;
        source.onmessage = ({ data, lastEventId }) => { heard.push(data); ids.push(lastEventId); };
        source.addEventListener("gap", ({ data, lastEventId }) => { heard.push(data); ids.push(lastEventId); });
        source.addEventListener("bytes", ({ data }) => heard.push(`bytes ${data}`));
      }
      """;

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Group.SHORT_LOGS);
  }

  @Test
  void anEventSourceIsGivenMessagesAndComesBackWithItsCursor() {
    String group = "demo.source";
    try (Relay relay = Relay.to(server())) {
      Server behindRelay = server().through(relay);
      Tab tab = listening(behindRelay, group);
      tab.mayComplain();
      group(group).publish("one\ntwo");
      tab.until("heard.length === 1");

      relay.cutOnce();
      group(group).publish("while it was away");
      assertThat(tab.page().evaluate("opened")).as("it is away still").isEqualTo(1);
      tab.until("heard.length === 2");
      group(group).publish("back");
      tab.until("heard.length === 3");

      assertThat(tab.page().evaluate("heard"))
          .isEqualTo(List.of("one\ntwo", "while it was away", "back"));
      assertThat(tab.page().evaluate("opened")).isEqualTo(2);
      assertThat(tab.page().evaluate("new Set(ids).size")).as("cursors").isEqualTo(3);
    }
  }

  @Test
  void anEventSourceThatHeardNothingYetComesBackToWhereItBegan() {
    String group = "demo.early";
    try (Relay relay = Relay.to(server())) {
      Server behindRelay = server().through(relay);
      Tab tab = listening(behindRelay, group);
      tab.mayComplain();

      relay.cutOnce();
      group(group).publish("the first");

      tab.until("heard.length === 1");
      assertThat(tab.page().evaluate("heard")).isEqualTo(List.of("the first"));
    }
  }

  @Test
  void anEventSourceIsToldWhatItMissed() {
    String group = "demo.short.missed";
    Answer first = group(group).publish("seen");
    group(group).publishLines("line", Group.TOO_MANY);
    Tab tab = chromium.openBlank(server());

    tab.page().evaluate(EVENT_SOURCE, server().groups(group, "after=" + first.cursor()).toString());
    tab.until("heard.includes('line-" + Group.TOO_MANY + "')");

    List<?> heard = (List<?>) tab.page().evaluate("heard");
    long oldest = Group.TOO_MANY + 3L - heard.size();
    assertThat(Json.object((String) heard.get(0)))
        .containsEntry("group", group)
        .containsEntry("first", 2L)
        .containsEntry("last", oldest - 1)
        .containsEntry("reason", "retention");
    assertThat(heard.get(1)).isEqualTo("line-" + (oldest - 1));
    assertThat((List<?>) tab.page().evaluate("ids"))
        .allSatisfy(id -> assertThat(id).isNotIn(first.cursor(), ""));
  }

  @Test
  void anEventSourceIsGivenBytesAsBase64() {
    Tab tab = listening(server(), "demo.bytes");

    Http.post(server().groups("demo.bytes", ""), "application/octet-stream", new byte[] {0, -1});

    tab.until("heard.length === 1");
    assertThat(tab.page().evaluate("heard")).isEqualTo(List.of("bytes AP8="));
  }

  @Test
  void aBareWebSocketIsGivenAndGivesBareMessages() {
    String group = "demo.bare";
    Tab tab = chromium.openBlank(server());
    tab.page()
        .evaluate(
            """
            (url) => {
              window.heard = [];
              window.socket = new WebSocket(url);
              socket.binaryType = "arraybuffer";
              socket.onmessage = ({ data }) =>
                heard.push(typeof data === "string" ? data : `bytes ${new Uint8Array(data)}`);
            }
            """,
            server().socket(group, "").toString());
    tab.until("socket.readyState === WebSocket.OPEN");

    // What it sends itself is heard once its reader is open; a bare socket shows no other sign of
    // it.
    tab.page().evaluate("socket.send('from the socket')");
    tab.until("heard.length === 1");
    tab.page().evaluate("socket.send(new Uint8Array([7, 255]))");
    tab.until("heard.length === 2");
    group(group).publish("from HTTP");
    tab.until("heard.length === 3");

    assertThat(tab.page().evaluate("heard"))
        .isEqualTo(List.of("from the socket", "bytes 7,255", "from HTTP"));
    assertThat(Http.get(server().groups(group, "last=3&wait=0")).body())
        .contains("\"text/plain\"", "from the socket", "\"application/octet-stream\"", "B/8=");
  }

  private Tab listening(Server server, String group) {
    Tab tab = chromium.openBlank(server);
    tab.page().evaluate(EVENT_SOURCE, server.groups(group, "").toString());
    tab.until("opened === 1");
    return tab;
  }

  private Group group(String name) {
    return new Group(server(), name);
  }

  private Server server() {
    return Server.at(context);
  }
}
