package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import java.net.URL;
import java.util.Map;
import org.fanfare.wire.kit.Deployments;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code fanfare.js} does when the way to the server breaks, is barred, or falls silent. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class BrokenNetworkIT {
  private static final String NO_WEBSOCKET =
      "() => { window.WebSocket = class { constructor() { throw new Error('barred'); } }; }";

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("heartbeat = 1s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void whenConnectionsAreCutReadingGoesOnWithNothingLostOrRepeated(String transport) {
    String group = "demo.cut-" + transport;
    try (Relay relay = Relay.to(server())) {
      Server behindRelay = server().through(relay);
      Tab tab = open(behindRelay);
      Subscribed subscribed =
          Subscribed.to(behindRelay, group, tab, Map.of("transport", transport));

      for (int cut = 0; cut < 5; cut++) {
        publish(group, 20 * cut + 1, 20 * cut + 10);
        relay.cutOnce();
        publish(group, 20 * cut + 11, 20 * cut + 20);
        subscribed.heardUntil(String.valueOf(20 * cut + 20));
      }

      assertThat(subscribed.heardUntil("100")).isEqualTo(Group.numbers(100));
      if (!transport.equals(
          "poll")) { // a poll whose kept connection broke the browser repeats itself
        assertThat(subscribed.states()).contains("waiting " + transport);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aConnectionThatFallsSilentIsLeftAndReadingGoesOn(String transport) {
    String group = "demo.silent-" + transport;
    try (Relay relay = Relay.to(server())) {
      Server behindRelay = server().through(relay);
      Tab tab = open(behindRelay);
      Subscribed subscribed =
          Subscribed.to(behindRelay, group, tab, Map.of("transport", transport, "heartbeat", 1000));
      publish(group, 1, 1);
      subscribed.heardUntil("1");

      relay.fallSilent();
      publish(group, 2, 3);

      assertThat(subscribed.heardUntil("3")).containsExactly("1", "2", "3");
    }
  }

  @Test
  void whereWebSocketsAreBarredEventsAreRead() {
    Tab tab = open(server());
    tab.page().evaluate(NO_WEBSOCKET);

    Subscribed subscribed = Subscribed.to(server(), "demo.no-websocket", tab, Map.of());
    publish("demo.no-websocket", 1, 1);

    assertThat(subscribed.heardUntil("1")).containsExactly("1");
    assertThat(subscribed.states())
        .containsExactly("connecting websocket", "connecting sse", "open sse");
  }

  @Test
  void whereEventStreamsAreBarredTooPollsAreMade() {
    Tab tab = open(server());
    tab.page().evaluate(NO_WEBSOCKET);
    tab.page()
        .route(
            "**/groups/demo.polls-only**",
            route -> {
              if ("text/event-stream".equals(route.request().headers().get("accept"))) {
                route.fulfill(new FulfillOptions().setStatus(502).setBody("a proxy's word"));
              } else {
                route.resume();
              }
            });

    Subscribed subscribed = Subscribed.to(server(), "demo.polls-only", tab, Map.of());
    publish("demo.polls-only", 1, 1);

    assertThat(subscribed.heardUntil("1")).containsExactly("1");
    assertThat(subscribed.states())
        .containsExactly("connecting websocket", "connecting sse", "connecting poll", "open poll");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "websocket", "sse", "poll"})
  void aLastingRefusalEndsTheSubscriptionAndIsTold(String transport) {
    Tab tab = open(server());

    Subscribed subscribed =
        Subscribed.toWhatMayRefuse(
            server().groups("demo.refused", ""),
            tab,
            Map.of("transport", transport, "after", "no*cursor"));
    tab.until("sub.state === 'refused'");

    assertThat(subscribed.states()).last().asString().startsWith("refused ");
  }

  @Test
  void aPublishWithAKeyIsTakenOnceHoweverOftenItsAnswerIsLost() {
    String group = "demo.keyed";
    Tab tab = open(server());
    Subscribed subscribed = Subscribed.to(server(), group, tab, Map.of("transport", "poll"));
    int[] lost = {0};
    tab.page()
        .route(
            "**/groups/demo.keyed",
            route -> {
              if (!"POST".equals(route.request().method()) || lost[0] == 2) {
                route.resume();
                return;
              }
              lost[0]++;
              route.fetch();
              route.abort();
            });

    tab.page().evaluate("sub.publish('once', { key: 'a-key' })");
    tab.page().evaluate("sub.publish('after it')");

    assertThat(lost[0]).isEqualTo(2);
    assertThat(subscribed.heardUntil("after it")).containsExactly("once", "after it");
  }

  private Tab open(Server server) {
    Tab tab = chromium.openScript(server);
    tab.mayComplain();
    return tab;
  }

  private void publish(String group, int from, int to) {
    new Group(server(), group).publishNumbers(from, to);
  }

  private Server server() {
    return Server.at(context);
  }
}
