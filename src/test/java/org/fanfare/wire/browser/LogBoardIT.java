package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The live page of groups that are logs. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class LogBoardIT {
  private static final String FAILURE =
      """
      {"@timestamp":"2026-11-30T14:03:02.123Z","severity":"ERR","hostname":"web-1","programname":"nginx",\
      "message":"no route to <b>host</b>","pid":4711}""";

  /** Writes the longest task of the page, in milliseconds, into {@code window.longest}. */
  private static final String WATCH_TASKS =
      """
      () => {
        window.longest = 0;
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
        }).observe({ type: "longtask" });
      }
      """;

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        """
        groups = [
          { match = "log.short.*", join = anyone, publish = anyone, history.count = 100 }
          { match = "log.*", join = anyone, publish = anyone, history { count = 20000, bytes = 16 MiB } }
          { match = "demo.*", join = anyone, publish = anyone }
        ]
        """);
  }

  @Test
  void thePartsOfALineAreColumns() {
    Tab tab = open("log.parts", Look.WIDE_LIGHT);

    publish("log.parts", FAILURE);

    Locator line = tab.page().locator(".line");
    assertThat(line.locator(".level")).hasText("ERR");
    assertThat(line.locator(".host")).hasText("web-1");
    assertThat(line.locator(".tag")).hasText("nginx");
    assertThat(line.locator(".text")).hasText("no route to <b>host</b> pid=4711");
    assertThat(line.locator("time")).hasAttribute("title", "2026-11-30T14:03:02.123Z");
    assertThat(line).hasAttribute("data-level", "bad");
    assertThat(tab.page().locator(".line b")).hasCount(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"timestamp\":\"2026-11-30T14:03:02Z\",\"level\":\"warn\",\"host\":\"h\",\"tag\":\"t\",\"msg\":\"m\"}",
        "{\"time\":1796047382,\"level\":40,\"hostname\":\"h\",\"app\":\"t\",\"msg\":\"m\"}",
        "{\"ts\":1796047382000,\"severity\":\"4\",\"host\":{\"name\":\"h\"},\"logger\":\"t\",\"text\":\"m\"}",
        "{\"@timestamp\":\"2026-11-30T14:03:02Z\",\"log.level\":\"Warning\",\"host.name\":\"h\",\"tag\":\"t\",\"message\":\"m\"}"
      })
  void theyAreKnownByTheNamesThatProgramsGiveThem(String written) {
    String group = "log.names-" + Integer.toHexString(written.hashCode());
    Tab tab = open(group, Look.WIDE_LIGHT);

    publish(group, written);

    Locator line = tab.page().locator(".line");
    assertThat(line).hasCount(1);
    assertThat(line.locator("time")).hasText(Pattern.compile(".*\\d\\d:03:02.*"));
    assertThat(line.locator(".level"))
        .hasText(Pattern.compile("warn(ing)?", Pattern.CASE_INSENSITIVE));
    assertThat(line.locator(".host")).hasText("h");
    assertThat(line.locator(".tag")).hasText("t");
    assertThat(line.locator(".text")).hasText("m");
  }

  @Test
  void aLineThatIsNoJsonIsTextOverEachTransport() {
    Tab tab = open("log.text", Look.WIDE_LIGHT);

    for (String transport : List.of("websocket", "sse", "poll")) {
      tab.switchTo(transport);
      publish("log.text", "{not JSON over " + transport + "<br>");
      tab.shows("{not JSON over " + transport + "<br>");
    }

    assertThat(tab.page().locator(".line .level:not(:empty)")).hasCount(0);
    assertThat(tab.page().locator(".line br")).hasCount(0);
  }

  @Test
  void otherGroupsHaveNoBoard() {
    Tab tab = open("log.mixed,demo.mixed", Look.WIDE_LIGHT);

    publish("log.mixed", "in the log as ever");

    tab.shows("log.mixed in the log as ever");
    assertThat(tab.page().locator(".log .message")).hasCount(1);
    assertThat(tab.page().locator("#filter")).isHidden();
    assertThat(tab.page().locator("#message")).isVisible();
  }

  @Test
  void linesAreFilteredByTextAndByLevelAlsoThoseThatComeLater() {
    Tab tab = open("log.filter", Look.WIDE_LIGHT);
    publish("log.filter", line("error", "disk full"));
    publish("log.filter", line("warning", "disk nearly full"));
    publish("log.filter", line("info", "disk checked"));
    publish("log.filter", "disk without a level");
    assertThat(tab.page().locator(".shown")).hasText("Lines: 4");

    tab.page().locator("#level").selectOption("Warning and worse");
    assertThat(tab.page().locator(".shown")).hasText("Lines: 2 of 4");
    tab.page().locator("#filter").fill("NEARLY");
    assertThat(tab.page().locator(".shown")).hasText("Lines: 1 of 4");
    assertThat(tab.page().locator(".line:visible .text")).hasText("disk nearly full");
    publish("log.filter", line("notice", "nearly too late"));
    publish("log.filter", line("CRIT", "nearly over"));

    assertThat(tab.page().locator(".shown")).hasText("Lines: 2 of 6");
    assertThat(tab.page().locator(".line:visible .text"))
        .hasText(new String[] {"nearly over", "disk nearly full"});
    tab.page().locator("#filter").fill("");
    tab.page().locator("#level").selectOption("All lines");
    assertThat(tab.page().locator(".line:visible")).hasCount(6);
  }

  @Test
  void whilePausedRowsStandStillAndReadingGoesOnSoThatNothingIsMissed() {
    Tab tab = open("log.short.paused", Look.WIDE_LIGHT);
    publish("log.short.paused", "before");
    tab.shows("before");

    tab.page().locator(".pause").click();
    for (int part = 1; part <= 3; part++) { // together more than the log keeps
      publishLines("log.short.paused", "part-" + part, 80);
      assertThat(tab.page().locator(".shown"))
          .hasText("Lines: 1. Paused, " + 80 * part + " more read");
    }
    assertThat(tab.page().locator(".line")).hasCount(1);
    tab.page().locator(".pause").click();

    assertThat(tab.page().locator(".shown")).hasText("Lines: 241");
    assertThat(tab.page().locator(".log .gap")).hasCount(0);
    assertThat(tab.page().locator(".line .text").first()).hasText("part-3-80");
  }

  @Test
  void howManyLinesAreMissedIsSaidWhereTheyAreMissingAndNoFilterHidesIt() {
    try (Relay relay = Relay.to(server())) {
      Tab tab = open(server().through(relay), "log.short.gap", Look.WIDE_LIGHT);
      tab.mayComplain(); // of the break
      publish("log.short.gap", "before");
      tab.shows("before");

      relay.cut();
      publishLines("log.short.gap", "during", Group.TOO_MANY);
      relay.cutOnce();

      Locator gap = tab.page().locator(".log .gap");
      assertThat(gap).containsText("200 lines missed here log.short.gap, 2 to 201");
      assertThat(tab.page().locator(".shown")).hasText("Lines: 101");
      assertThat(tab.page().locator(".log li").nth(100)).hasClass("gap");
      tab.page().locator("#filter").fill("nothing has this");
      assertThat(tab.page().locator(".shown")).hasText("Lines: 0 of 101");
      assertThat(gap).isVisible();
    }
  }

  @Test
  void tenThousandLinesStayAndThePageRemainsQuick() {
    Tab tab = open("log.many", Look.WIDE_LIGHT);
    tab.page().evaluate(WATCH_TASKS);

    publishLines("log.many", "early", 10_200);
    tab.until("document.querySelector('.text')?.textContent === 'early-10200'");
    double filling = longest(tab);
    AtomicInteger tenths = new AtomicInteger();
    await("300 lines a second, for five seconds")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              publishLines("log.many", "late-" + tenths.incrementAndGet(), 30);
              return tenths.get() == 50;
            });
    tab.until("document.querySelector('.text').textContent === 'late-50-30'");
    double running = longest(tab);
    tab.page().locator("#filter").fill("late-7-");
    assertThat(tab.page().locator(".line:visible")).hasCount(30);
    tab.page().locator("#filter").fill("");
    tab.until("document.querySelectorAll('.line[hidden]').length === 0");
    double filtering = longest(tab);
    tab.page()
        .locator(".scroll")
        .evaluate("scroll => (scroll.scrollTop = scroll.scrollHeight / 2)");

    assertThat((int) tab.page().evaluate("document.querySelectorAll('.line').length"))
        .isBetween(9_900, 10_000);
    assertThat(tab.page().locator(".log .gap")).hasCount(0);
    assertThat(List.of(filling, running, filtering))
        .as("the longest tasks, in ms: while the page fills, at 300 lines/s, and of filters")
        .allSatisfy(millis -> assertThat(millis).isLessThan(250));
  }

  /** Returns how long the longest task since the last call took, in milliseconds; 0 below 50. */
  private static double longest(Tab tab) {
    Object longest = tab.page().evaluate("() => [window.longest, (window.longest = 0)][0]");
    return ((Number) longest).doubleValue();
  }

  @Test
  void aKeyboardAloneIsEnough() {
    Tab tab = open("log.keyboard", Look.WIDE_LIGHT);
    publish("log.keyboard", line("info", "one"));
    publish("log.keyboard", line("error", "two"));

    tabTo(tab, ".pause");
    tab.page().keyboard().press("Enter");
    assertThat(tab.page().locator(".pause")).hasText("Resume");
    tab.page().keyboard().press("Enter");
    assertThat(tab.page().locator(".pause")).hasText("Pause");
    tabTo(tab, "#filter");
    tab.page().keyboard().type("two");
    assertThat(tab.page().locator(".line:visible .text")).hasText("two");
    tab.page().keyboard().press("Enter");
    tabTo(tab, "#level");
    tab.page().keyboard().press("End");
    assertThat(tab.page().locator(".shown")).hasText("Lines: 0 of 2");
    tabTo(tab, ".scroll");
  }

  @ParameterizedTest
  @EnumSource
  void everythingFitsAndCanBeReadAndHasAName(Look look) throws Exception {
    String group = "log.short.looks-" + look;
    String unbreakable = "no-place-to-break-it".repeat(20);
    try (Relay relay = Relay.to(server())) {
      Tab tab = open(server().through(relay), group + ",log.other", look);
      tab.mayComplain(); // of the break
      publish(group, "before");
      tab.shows(group + " before");
      relay.cut();
      publishLines(group, "during", Group.TOO_MANY);
      publish(group, FAILURE);
      for (String level : List.of("critical", "warning", "notice", "info", "debug", "audit")) {
        publish(
            group,
            line(
                level,
                "the level " + level + " beside what is said by a line of usual length, and more"));
      }
      publish(
          group,
          "{\"host\":\"%1$s\",\"tag\":\"%1$s\",\"level\":\"%1$s\",\"text\":\"%1$s\"}"
              .formatted(unbreakable));
      relay.cutOnce();
      assertThat(tab.page().locator(".log .gap")).hasCount(1);
      tab.isLiveOver("websocket");
      assertThat(tab.page().locator(".line .text").first()).containsText(unbreakable);

      Appearance.hasNoFaults(tab);
      Accessibility.hasNoViolations(tab);
      Appearance.isPictured(tab, "board-" + look);
    }
  }

  /** Presses Tab until what {@code selector} names has the focus. */
  private static void tabTo(Tab tab, String selector) {
    Locator wanted = tab.page().locator(selector + ":focus");
    for (int presses = 0; presses < 20 && wanted.count() == 0; presses++) {
      tab.page().keyboard().press("Tab");
    }
    assertThat(wanted).hasCount(1);
  }

  private static String line(String level, String text) {
    return "{\"time\":\"2026-11-30T14:03:02Z\",\"level\":\"%s\",\"host\":\"db-2\",\"tag\":\"check\",\"message\":\"%s\"}"
        .formatted(level, text);
  }

  private void publish(String group, String line) {
    new Group(server(), group).publish(line);
  }

  private void publishLines(String group, String prefix, int count) {
    new Group(server(), group).publishLines(prefix, count);
  }

  private Tab open(String groups, Look look) {
    return open(server(), groups, look);
  }

  private Tab open(Server server, String groups, Look look) {
    Tab tab = chromium.open(server.groups(groups, ""), look);
    tab.isLiveOver("websocket");
    return tab;
  }

  private Server server() {
    return Server.at(context);
  }
}
