package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.fanfare.wire.application.SenderServlet;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Code of an application, in a WAR with Fanfare, publishes and sends without HTTP. */
@ArquillianTest
class SenderIT {
  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
            """
              rule-defaults.max-groups = 2
              groups = [
                { match = "open.*", join = anyone, publish = anyone, max-groups = 100 }
              ]
            """)
        .addPackage(SenderServlet.class.getPackage());
  }

  @Test
  void whatCodePublishesClientsAreGiven() {
    String group = Groups.open();
    try (FanfareSocket socket = FanfareSocket.open(server(), group, StartAt.now());
        EventStream stream = EventStream.open(server(), group, StartAt.now())) {
      assertThat(post("group=" + group + "&text=hello").body()).isEqualTo("1");
      assertThat(post("group=" + group + "&text=hello&type=said").body()).isEqualTo("2");

      socket.hears("hello", "{\"type\":\"said\",\"text\":\"hello\"}");
      stream.hears("hello", "{\"type\":\"said\",\"text\":\"hello\"}");
    }
    assertThat(Http.get(application()).body()).matches("published [1-9][0-9]*");
  }

  @Test
  void aGroupThatNoRuleMatchesIsForCodeAloneAndHasTheDefaultBounds() {
    assertThat(post("group=mine.one&text=hello").body()).isEqualTo("1");
    assertThat(post("group=mine.one&text=again").body()).isEqualTo("2");
    assertThat(post("group=mine.two&text=hello").body()).isEqualTo("1");

    Answer third = post("group=mine.three&text=hello");

    assertThat(third.status()).isEqualTo(409);
    assertThat(third.body()).isEqualTo("there is no room for the new group mine.three");
    assertThat(Http.get(server().groups("mine.one", "wait=0")).problem()).isEqualTo("403 refused");
    assertThat(Http.post(server().groups("mine.one", ""), "text/plain", "x").problem())
        .isEqualTo("403 refused");
  }

  @Test
  void aMessageToAChannelComesToItsOwnerAlone() {
    String channel;
    try (FanfareSocket owner = FanfareSocket.open(server(), Groups.open(), StartAt.now());
        FanfareSocket other = FanfareSocket.open(server(), Groups.open(), StartAt.now())) {
      channel = owner.channel();
      assertThat(post("channel=" + channel + "&text=hello").body()).isEqualTo("true");
      assertThat(post("channel=" + channel + "&text=hello&type=said").body()).isEqualTo("true");

      await().until(() -> owner.messages().size() == 2);
      assertThat(owner.messages())
          .containsExactly(
              Map.of("type", "text/plain", "text", "hello"),
              Map.of("type", "application/json", "json", Map.of("type", "said", "text", "hello")));
      assertThat(other.messages()).isEmpty();
    }
    await()
        .untilAsserted(
            () -> assertThat(post("channel=" + channel + "&text=late").body()).isEqualTo("false"));
  }

  private Server server() {
    return Server.at(context);
  }

  private URI application() {
    return server().context().resolve("application/sender");
  }

  private Answer post(String form) {
    return Http.post(application(), "application/x-www-form-urlencoded", form);
  }
}
