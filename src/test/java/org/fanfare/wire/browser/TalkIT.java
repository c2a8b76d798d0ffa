package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
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

/**
 * A page that talks with consumers by {@code new Fanfare}, as most pages will. {@link
 * TalkOnEachTransportIT} has more.
 *
 * <p>Rules P28 and P50.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
class TalkIT {
  private static final String CONTEXT = "talk";

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL address;
  private Server server;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(CONTEXT, Rest.class.getPackage()).addPackage(Chat.class.getPackage()), "");
  }

  @BeforeEach
  void isServed() {
    server = Server.at(address, CONTEXT);
  }

  @Test
  void whatOneSaysEveryoneInTheRoomHears() {
    Talking ann = Talking.to(server, "chat/lobby?name=ann", open()).isCarriedBy("websocket");
    Talking bob = Talking.to(server, "chat/lobby?name=bob", open()).isCarriedBy("websocket");

    ann.say("hello");
    bob.hasHeardSaying("hello");
    bob.say("hello yourself");
    ann.hasHeardSaying("hello yourself");

    assertThat(ann.said()).containsExactly("ann: hello", "bob: hello yourself");
  }

  @Test
  void aRefusalIsAnErrorInTheConsumersWordsAndACloseForGood() {
    Tab tab = open();
    tab.mayComplain(); // of the handshake, and of the answer that says why

    Talking refused = Talking.to(server, "troubles/full", tab);

    assertThat(refused.heardUntil("close"))
        .containsExactly("error 409 both seats are taken", "close 4409 both-seats false");
    assertThat(tab.page().evaluate("talk.readyState")).isEqualTo(3);
  }

  @Test
  void whatALostSessionHadNotAcknowledgedIsToldAndInNoNewOne() {
    Tab tab = open();
    tab.mayComplain(); // of the requests that are cut off
    String[] id = {""};
    tab.page().onRequest(request -> id[0] = Objects.requireNonNullElse(session(request), id[0]));
    Talking talk =
        Talking.to(server, "parrot", tab, List.of(), Map.of("transport", "poll"))
            .isCarriedBy("poll");
    talk.send("before");
    talk.heardUntil("before");

    tab.page().route("**/parrot*", route -> route.abort());
    talk.send("lost");
    Http.post(
        server.context().resolve("parrot"),
        "application/json",
        "{\"close\":{\"code\":1001}}",
        "Fanfare-Session",
        id[0]);
    tab.page().unroute("**/parrot*");
    talk.heardUntil("gap");
    tab.until("talk.readyState === 1");
    talk.send("after");

    assertThat(talk.heardUntil("after"))
        .containsExactly("open", "before", "gap session 1", "open", "after");
    assertThat(tab.page().evaluate("talk.bufferedAmount")).isEqualTo(0);
  }

  private static String session(Request request) {
    String id = request.headers().get("fanfare-session");
    return "new".equals(id) ? null : id;
  }

  @Test
  void theModuleHasTheSameAsTheScript() {
    Tab tab = open();

    Object names =
        tab.page()
            .evaluate(
                "url => import(url).then(all => Object.keys(all).sort())",
                server.context().resolve("fanfare/fanfare.mjs").toString());

    assertThat(names)
        .isEqualTo(List.of("Fanfare", "default", "publish", "subscribe", "transports"));
    Stream.of("fanfare.mjs.map", "fanfare.js.map")
        .forEach(
            map ->
                assertThat(Http.get(server.context().resolve("fanfare/" + map)).json())
                    .containsEntry("version", 3L));
  }

  private Tab open() {
    return chromium.openScriptOfJar(server);
  }
}
