package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.List;
import java.util.Map;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Nginx;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.Relay;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page that talks by {@code new Fanfare} over each transport, while the others do not get
 * through.
 *
 * <p>Rules P28, P40, P45, P46, P49 and P50.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class TalkOnEachTransportIT {
  private static final String CONTEXT = "talks";

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL address;
  private Server server;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(CONTEXT, Rest.class.getPackage()).addPackage(Chat.class.getPackage()),
        "  groups = [ { match = \"open.*\", join = anyone, publish = anyone } ]\n");
  }

  @BeforeEach
  void isServed() {
    server = Server.at(address, CONTEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aChatIsTheSameOverEachTransport(String transport) {
    String room = "chat/over-" + transport;
    Talking bob = Talking.to(server, room + "?name=bob", open("websocket"));
    bob.isCarriedBy("websocket");
    Talking ann = Talking.to(server, room + "?name=ann", open(transport));
    ann.isCarriedBy(transport);

    for (int turn = 1; turn <= 5; turn++) {
      ann.say("question " + turn);
      bob.hasHeardSaying("question " + turn);
      bob.say("answer " + turn);
      ann.hasHeardSaying("answer " + turn);
    }

    assertThat(ann.said()).hasSize(10).isEqualTo(bob.said());
    assertThat(ann.said()).startsWith("ann: question 1", "bob: answer 1", "ann: question 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aConversationGoesOnOverBreaksWithNothingLostAndNothingTwice(String transport) {
    try (Relay relay = Relay.to(server)) {
      Server behindRelay = server.through(relay);
      Tab tab = chromium.openScriptOfJar(behindRelay);
      Talking.blockAllBut(transport, tab);
      Talking talk = Talking.to(behindRelay, "parrot", tab).isCarriedBy(transport);

      for (int cut = 0; cut < 5; cut++) {
        tab.page()
            .evaluate(
                "from => { for (let n = 1; n <= 20; n++) talk.send(`${from + n}`); }", 20 * cut);
        relay.cutOnce();
        talk.send("cut " + cut);
        talk.heardUntil("cut " + cut);
      }

      List<String> heard = talk.heard();
      assertThat(heard).hasSize(1 + 5 * 21).startsWith("open", "1", "2").endsWith("100", "cut 4");
      assertThat(heard.stream().filter(each -> each.matches("\\d+"))).isEqualTo(Group.numbers(100));
      tab.until("talk.bufferedAmount === 0");
    }
  }

  @Test
  void whereAProxyHoldsBackEventsPollsAreMade() {
    try (Proxy nginx =
        Nginx.plain()
            .edit("127.0.0.1:8080", server.host())
            .edit("proxy_buffering off;", "proxy_ignore_headers X-Accel-Buffering;")
            .edit("gzip off;", "gzip on; gzip_proxied any; gzip_types text/event-stream;")
            .edit("location /fanfare/", "location /" + CONTEXT + "/")
            .http("include fanfare/fanfare-upstream.conf;")
            .inServer("include fanfare/fanfare.conf;")
            .start()) {
      Server behindNginx = server.at(nginx.port(), "http");
      Tab tab = chromium.openScriptOfJar(behindNginx);
      Talking.blockAllBut("sse", tab);
      Talking talk = Talking.to(behindNginx, "parrot", tab);

      talk.isCarriedBy("poll");
      talk.send("hello");

      assertThat(talk.heardUntil("hello")).containsExactly("open", "hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void textsAndBytesOfEveryKindComeBackInOrder(String transport) {
    Tab tab = open(transport);
    Talking talk =
        Talking.to(server, "parrot", tab, List.of("parrot.v1", "parrot.v2"), Map.of())
            .isCarriedBy(transport);

    tab.page()
        .evaluate(
            """
            () => {
              talk.send("zwei\\nZeilen \\ud83c\\udfba");
              talk.send(new Blob([new Uint8Array([0, 255])]));
              talk.send(new Uint8Array([9, 1, 2, 9]).subarray(1, 3));
              talk.send(new Uint8Array([7]).buffer);
              talk.send("x".repeat(60000));
              talk.send("the last");
            }
            """);

    assertThat(talk.heardUntil("the last"))
        .containsExactly(
            "open parrot.v2",
            "zwei\nZeilen \ud83c\udfba",
            "bytes 0,255",
            "bytes 1,2",
            "bytes 7",
            "x".repeat(60000),
            "the last");
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aRefusalIsToldWithItsProblem(String transport) {
    Tab tab = open("websocket");

    Talking refused =
        Talking.to(server, "troubles/nowhere", tab, List.of(), Map.of("transport", transport));

    assertThat(refused.heardUntil("close"))
        .containsExactly("error 404 there is no such table", "close 4404 no-table false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void theConsumersOwnCloseIsTold(String transport) {
    Talking talk = Talking.to(server, "troubles/none", open(transport)).isCarriedBy(transport);
    talk.heardUntil("welcome");

    talk.send("close");

    assertThat(talk.heardUntil("close"))
        .containsExactly("open", "welcome", "close 4321 enough true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void afterAConsumerHasFailedTheConversationIsANewOne(String transport) {
    Tab tab = open(transport);
    Talking talk = Talking.to(server, "troubles/fails", tab).isCarriedBy(transport);
    talk.heardUntil("welcome");

    talk.send("throw");
    tab.until("heard.filter(each => each === 'welcome').length === 2");

    List<String> heard = talk.heard();
    assertThat(heard.get(2)).matches("gap session [01]");
    assertThat(heard.subList(3, heard.size())).containsExactly("open", "welcome");
  }

  @Test
  void whatALostSessionHadNotAcknowledgedIsInNoNewOne() {
    Tab tab = open("websocket");
    Talking talk = Talking.to(server, "troubles/fails", tab).isCarriedBy("websocket");
    talk.heardUntil("welcome");

    tab.page().evaluate("() => { talk.send('throw'); talk.send('xxx'); talk.send('xxx'); }");
    talk.heardUntil("gap");
    tab.until("talk.readyState === 1");
    talk.send("xxx");

    assertThat(talk.heardUntil("had it"))
        .containsExactly("open", "welcome", "gap session 3", "open", "welcome", "had it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void whatWasSentBeforeCloseIsHandledFirst(String transport) {
    String room = "chat/left-" + transport;
    Talking bob = Talking.to(server, room + "?name=bob", open("websocket"));
    bob.isCarriedBy("websocket");
    Tab tab = open(transport);
    Talking ann = Talking.to(server, room + "?name=ann", tab).isCarriedBy(transport);

    ann.say("the last word");
    tab.page().evaluate("talk.close(3000, 'enough')");

    bob.hasHeardSaying("the last word");
    bob.heardUntil("{\"type\":\"left\"");
    assertThat(ann.heardUntil("close")).last().isEqualTo("close 3000 enough true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void onTheUrlOfAGroupItReadsAndPublishes(String transport) {
    String group = "open.over-" + transport;
    Http.post(server.groups(group, ""), "text/plain", "early");
    Tab tab = open(transport);
    Talking talk = Talking.to(server, "groups/" + group + "?last=1", tab).isCarriedBy(transport);

    talk.send("mine");
    tab.page().evaluate("talk.send(new Uint8Array([1, 2]))");
    talk.heardUntil("bytes");
    Http.post(server.groups(group, ""), "application/json", "{\"n\": 1.0}");

    assertThat(talk.heardUntil("{"))
        .containsExactly("open", "early", "mine", "bytes 1,2", "{\"n\": 1.0}");
    tab.until("talk.bufferedAmount === 0");
  }

  private Tab open(String transport) {
    Tab tab = chromium.openScriptOfJar(server);
    Talking.blockAllBut(transport, tab);
    return tab;
  }
}
