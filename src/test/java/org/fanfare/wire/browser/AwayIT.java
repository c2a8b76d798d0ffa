package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page.GoBackOptions;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page that was away, in a computer that slept or in the browser's own cache, until the server
 * had let its link go; and a page that leaves its conversation to a worker. Rules P40, P45 to P47,
 * and P49.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class AwayIT {
  private static final String NAME = "away";
  private static final String SETTINGS =
      """
        heartbeat = 1s
        sse.lifetime = 2s
        groups = [
          { match = "open.*", join = anyone, publish = anyone }
          { match = "chat.*", join = nobody, publish = anyone }
        ]
      """;
  private static final String TALK =
      """
      const { searchParams } = new URL(location);
      const parrot = new Fanfare("parrot", [], { transport: searchParams.get("transport") });
      parrot.onopen = () => postMessage("open");
      parrot.onmessage = ({ data }) => postMessage(`${data} over ${parrot.transport}`);
      onmessage = ({ data }) => parrot.send(data);
      """;

  @RegisterExtension final Chromium chromium = Chromium.thatKeepsPages();
  @ArquillianResource URL address;
  private Server server;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        ShrinkWrap.create(WebArchive.class, NAME + ".war")
            .addPackage(Chat.class.getPackage())
            .addAsWebResource(
                new StringAsset("import Fanfare from './fanfare/fanfare.mjs';\n" + TALK),
                "module.js")
            .addAsWebResource(
                new StringAsset("importScripts('fanfare/fanfare.js');\n" + TALK), "classic.js"),
        SETTINGS);
  }

  @BeforeEach
  void isServed() {
    server = Server.at(address, NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aPageInAComputerThatSleptHearsEverythingOnceAndIsHeard(String transport) {
    String room = "slept-" + transport;
    Talking ann = Talking.to(server, "chat/" + room + "?name=ann", open(transport));
    ann.isCarriedBy(transport);

    chromium.whileAsleep(
        () -> {
          isLetGo();
          say("chat." + room, 1, 20);
        });

    isBackIn(ann);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aPageThatIsShownAgainGoesOnInItsSession(String transport) {
    String room = "left-" + transport;
    Tab tab = open(transport);
    Talking ann = Talking.to(server, "chat/" + room + "?name=ann", tab).isCarriedBy(transport);

    whileLeft(tab, () -> say("chat." + room, 1, 20));

    isBackIn(ann);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aPageThatIsShownAgainReadsItsGroupsOn(String transport) {
    String group = "open.left-" + transport;
    Tab tab = open(transport);
    Talking ann = Talking.to(server, "groups/" + group, tab).isCarriedBy(transport);

    whileLeft(tab, () -> say(group, 1, 20));

    ann.hasHeardSaying("line 20");
    hasHeardEachOnce(ann);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aModuleWorkerTalksAsAPageDoes(String transport) {
    talksInAWorker("module", transport);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aClassicWorkerTalksAsAPageDoes(String transport) {
    talksInAWorker("classic", transport);
  }

  private void talksInAWorker(String type, String transport) {
    Tab tab = chromium.openScriptOfJar(server);
    tab.page()
        .evaluate(
            """
            ([url, type]) => {
              window.heard = [];
              window.worker = new Worker(url, { type });
              worker.onmessage = ({ data }) => heard.push(data);
            }
            """,
            List.of(
                server.context().resolve(type + ".js?transport=" + transport).toString(), type));
    tab.until("heard.includes('open')");

    tab.page().evaluate("worker.postMessage('hello')");
    tab.until("heard.length === 2");

    assertThat(tab.page().evaluate("heard")).isEqualTo(List.of("open", "hello over " + transport));
  }

  /** Goes to another page, does something when the server has let the link go, and goes back. */
  private void whileLeft(Tab tab, Runnable meanwhile) {
    tab.page()
        .evaluate(
            "() => { window.shown = [];"
                + " addEventListener('pageshow', ({ persisted }) => shown.push(persisted)); }");

    tab.page().navigate(server.context().resolve("fanfare/fanfare.svg").toString());
    isLetGo();
    meanwhile.run();
    tab.page().goBack(new GoBackOptions().setWaitUntil(WaitUntilState.COMMIT));

    tab.until("shown.length > 0");
    assertThat(tab.page().evaluate("shown")).as("it was kept").isEqualTo(List.of(true));
  }

  private void isLetGo() {
    await("the end of all links")
        .atMost(Duration.ofSeconds(30))
        .until(() -> Statistics.ofGuest(server).connections() == 0);
  }

  private void say(String group, int from, int to) {
    for (int line = from; line <= to; line++) {
      String said = "{\"type\":\"said\",\"who\":\"bob\",\"text\":\"line %d\"}".formatted(line);
      Answer answer = Http.post(server.groups(group, ""), "application/json", said);
      assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }
  }

  /** The session goes on: what was said meanwhile was heard, and what is said now is. */
  private static void isBackIn(Talking ann) {
    ann.hasHeardSaying("line 20");
    hasHeardEachOnce(ann);
    ann.say("I am back");
    ann.hasHeardSaying("I am back");
  }

  /** It is one conversation, in which nothing is missing, and nothing came twice. */
  private static void hasHeardEachOnce(Talking ann) {
    assertThat(ann.said())
        .isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(line -> "bob: line " + line).toList());
    assertThat(ann.heard()).filteredOn(each -> !each.startsWith("{")).containsExactly("open");
  }

  private Tab open(String transport) {
    Tab tab = chromium.openScriptOfJar(server);
    Talking.blockAllBut(transport, tab);
    return tab;
  }
}
