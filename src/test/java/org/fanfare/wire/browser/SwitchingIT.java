package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Deployments;
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

/** Laws 1 to 3 in a browser: the cursor goes from transport to transport. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Law(
    value = {2, 3},
    on = {})
class SwitchingIT {
  private static final List<String> TRANSPORTS = List.of("websocket", "sse", "poll");

  /** How many messages are due at each switch: some flow meanwhile, however fast either is. */
  private static final int FOR_EACH_SWITCH = 20;

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("");
  }

  @Test
  void switchingByHandWhileMessagesFlowLosesAndRepeatsNothing() {
    Tab tab = chromium.open(server().groups("demo.switched", ""), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");

    Semaphore due = new Semaphore(0);
    CompletableFuture<Void> flow = publish("demo.switched", 180, due);
    for (int switches = 1; !flow.isDone() && switches < 500; switches++) {
      due.release(FOR_EACH_SWITCH);
      tab.switchTo(TRANSPORTS.get(switches % 3));
    }
    flow.join();
    tab.shows("180");

    assertThat(tab.messages()).isEqualTo(Group.numbers(180));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @Tag("full")
  void switchingAtAnyMomentEvenBeforeItIsOpenLosesAndRepeatsNothing(long seed) {
    Random random = new Random(seed);
    String group = "demo.seed-" + seed;
    Tab tab = chromium.openScript(server());
    Subscribed subscribed = Subscribed.to(server(), group, tab, Map.of());
    tab.mayComplain(); // a WebSocket that is left before it is open

    Semaphore due = new Semaphore(0);
    CompletableFuture<Void> flow = publish(group, 1000, due);
    for (int switches = 0; !flow.isDone() && switches < 5000; switches++) {
      due.release(FOR_EACH_SWITCH);
      subscribed.use(TRANSPORTS.get(random.nextInt(3)));
      if (random.nextInt(3) == 0) {
        subscribed.isOpen();
      }
    }
    flow.join();

    assertThat(subscribed.heardUntil("1000")).isEqualTo(Group.numbers(1000));
  }

  @Test
  void aSwitchInTheMiddleOfAFrameLosesAndRepeatsNothing() {
    Tab tab = chromium.openScript(server());
    tab.page()
        .evaluate(
            """
            (url) => {
              window.heard = [];
              window.sub = Fanfare.subscribe(url, {
                onMessage: (message) => {
                  heard.push(message);
                  sub.use(Fanfare.transports[heard.length % 3]);
                },
              });
            }
            """,
            server().groups("demo.middle", "").toString());
    tab.until("sub.state === 'open'");
    tab.mayComplain(); // a WebSocket that is left before it is open

    new Group(server(), "demo.middle").publishNumbers(1, 200);

    tab.until("heard.includes('200')");
    assertThat(tab.page().evaluate("heard")).isEqualTo(Group.numbers(200));
  }

  @Test
  void aPageThatWasLeftGoesOnWithItsCursor() {
    Tab tab = chromium.openScript(server());
    Subscribed before = Subscribed.to(server(), "demo.left-page", tab, Map.of());
    new Group(server(), "demo.left-page").publishNumbers(1, 10);
    before.heardUntil("10");
    String cursor = (String) tab.page().evaluate("sub.cursor");

    tab.page().close();
    new Group(server(), "demo.left-page").publish("while it was away");
    Tab later = chromium.openScript(server());
    Subscribed after =
        Subscribed.to(
            server(), "demo.left-page", later, Map.of("after", cursor, "transport", "sse"));

    assertThat(after.heardUntil("while it was away")).containsExactly("while it was away");
  }

  /** Publishes the numbers 1 to {@code count}, each when it is {@code due}, on another thread. */
  private CompletableFuture<Void> publish(String group, int count, Semaphore due) {
    return CompletableFuture.runAsync(
        () -> {
          for (int number = 1; number <= count; number++) {
            if (!acquired(due)) {
              throw new IllegalStateException(number + " was not due within a minute");
            }
            new Group(server(), group).publish(String.valueOf(number));
          }
        });
  }

  private static boolean acquired(Semaphore due) {
    try {
      return due.tryAcquire(1, TimeUnit.MINUTES);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Server server() {
    return Server.at(context);
  }
}
