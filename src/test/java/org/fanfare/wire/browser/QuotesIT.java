package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The application of the demo with a hundred prices. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class QuotesIT {
  private static final String ALL_HAVE_MOVED =
      "document.querySelectorAll('tbody tr').length === 100"
          + " && [...document.querySelectorAll('tbody tr')]"
          + ".every(row => row.cells[2].textContent !== '–')";

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("");
  }

  @Test
  void aHundredPricesTickUpAndDown() {
    Tab tab = open(server(), Look.WIDE_LIGHT);

    tab.until(ALL_HAVE_MOVED);

    List<String> steps = tab.page().locator("tbody td:nth-child(3)").allTextContents();
    assertThat(steps).hasSize(100).allMatch(step -> step.matches("[+−]\\d+[.]\\d\\d"));
    assertThat(steps).anyMatch(step -> step.startsWith("−"));
    assertThat(steps).anyMatch(step -> step.startsWith("+"));
    assertThat(tab.page().locator("tbody td:nth-child(2)").allTextContents())
        .allMatch(price -> price.matches("\\d+[.]\\d\\d"));
  }

  @Test
  void theLastPricesAreThereAtOnceWhenThePageIsLoadedAgain() {
    Tab tab = open(server(), Look.WIDE_LIGHT);
    tab.until(ALL_HAVE_MOVED);
    List<String> frames = new CopyOnWriteArrayList<>();
    tab.page().onWebSocket(socket -> socket.onFrameReceived(frame -> frames.add(frame.text())));

    tab.page().reload();
    tab.until("document.querySelectorAll('tbody tr').length === 100");

    List<Object> first =
        frames.stream()
            .map(frame -> Json.asArray(Json.object(frame).getOrDefault("publications", List.of())))
            .filter(publications -> !publications.isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(first)
        .extracting(publication -> Json.asObject(publication).get("group"))
        .hasSize(10)
        .doesNotHaveDuplicates();
  }

  @Test
  void theChartIsOfTheOneThatIsChosenAlsoAfterTheNextLoading() {
    Tab tab = open(server(), Look.WIDE_LIGHT);

    radio(tab, "Copper").check();

    assertThat(tab.page().locator("h1")).hasText("Copper");
    tab.until("document.querySelector('path').getAttribute('d').split('L').length > 3");
    assertThat(tab.page().locator("figcaption"))
        .hasText(Pattern.compile("Between [\\d.]+ and [\\d.]+ since .+"));
    tab.page().reload();
    assertThat(tab.page().locator("h1")).hasText("Copper");
    assertThat(radio(tab, "Copper")).isChecked();
    assertThat(tab.page().locator("tbody :checked")).hasCount(1);
  }

  @Test
  void rowsAreSortedAsTheyAreShownAndStayInThatOrder() {
    Tab tab = open(server(), Look.WIDE_LIGHT);
    tab.until(ALL_HAVE_MOVED);
    assertThat(names(tab)).hasSize(100).isSorted();

    List<?> prices =
        (List<?>)
            tab.page()
                .evaluate(
                    """
                    () => {
                      document.querySelector("[data-by=cents]").click();
                      return [...document.querySelectorAll("tbody tr")]
                        .map((row) => Math.round(100 * row.cells[1].textContent));
                    }
                    """);

    assertThat(prices)
        .extracting(price -> ((Number) price).longValue())
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(tab.page().locator("th[aria-sort]")).hasText("Price");
    assertThat(tab.page().locator("th[aria-sort=descending]")).hasCount(1);
    List<String> order = names(tab);
    tab.page()
        .evaluate(
            "() => { for (const { cells } of document.querySelector('tbody').rows) cells[2].textContent = '–'; }");
    tab.until(ALL_HAVE_MOVED);
    assertThat(names(tab)).isEqualTo(order);
  }

  @Test
  void whatIsMissedInABreakIsToldAndIsAHoleInTheChart() {
    try (Relay relay = Relay.to(server())) {
      Tab tab = open(server().through(relay), Look.WIDE_LIGHT);
      tab.mayComplain(); // of the break
      tab.until(ALL_HAVE_MOVED);
      long before = offset();

      relay.cut();
      await().atMost(Duration.ofMinutes(1)).until(() -> offset() > before + 3);
      relay.cutOnce();

      assertThat(tab.page().locator(".missed"))
          .hasText(Pattern.compile("Something is missing here, \\d+ updates in all: .+"));
      tab.until("document.querySelector('path').getAttribute('d').split('M').length === 3");
    }
  }

  @Test
  void aKeyboardAloneIsEnough() {
    Tab tab = open(server(), Look.WIDE_LIGHT);
    tab.until(ALL_HAVE_MOVED);
    List<String> order = names(tab);

    tabTo(tab, "[data-by=name]");
    tab.page().keyboard().press("Enter");
    Collections.reverse(order);
    assertThat(names(tab)).isEqualTo(order);
    tabTo(tab, "tbody input");
    String chosen = tab.page().locator("h1").textContent();
    tab.page().keyboard().press("ArrowDown");

    String next = order.get((order.indexOf(chosen) + 1) % order.size());
    assertThat(tab.page().locator("h1")).hasText(next);
    assertThat(radio(tab, next)).isFocused();
  }

  @Test
  void aVisitorPublishesNoPrices() {
    assertThat(Http.post(server().groups("demo.quotes.fish", ""), "text/plain", "0").problem())
        .isEqualTo("403 refused");
  }

  @ParameterizedTest
  @EnumSource
  void everythingFitsAndCanBeReadAndHasAName(Look look) throws Exception {
    try (Relay relay = Relay.to(server())) {
      Tab tab = open(server().through(relay), look);
      tab.mayComplain(); // of the break, after which everything is on the page that it can show
      tab.until(ALL_HAVE_MOVED);
      long before = offset();
      relay.cut();
      await().atMost(Duration.ofMinutes(1)).until(() -> offset() > before + 3);
      relay.cutOnce();
      assertThat(tab.page().locator(".missed")).not().isEmpty();
      tab.isLiveOver("websocket");

      Appearance.hasNoFaults(tab);
      Accessibility.hasNoViolations(tab);
      assertThat(tab.page().locator("table [aria-live], table [role]")).hasCount(0);
      Appearance.isPictured(tab, "quotes-" + look);
    }
  }

  private Tab open(Server server, Look look) {
    Tab tab = chromium.open(page(server), look);
    tab.isLiveOver("websocket");
    return tab;
  }

  private static URI page(Server server) {
    return server.context().resolve("demo/quotes");
  }

  private static Locator radio(Tab tab, String name) {
    return tab.page()
        .getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static List<String> names(Tab tab) {
    return new ArrayList<>(tab.page().locator("tbody th").allInnerTexts());
  }

  /** Presses Tab until what {@code selector} names has the focus. */
  private static void tabTo(Tab tab, String selector) {
    Locator wanted = tab.page().locator(selector + ":focus");
    for (int presses = 0; presses < 20 && wanted.count() == 0; presses++) {
      tab.page().keyboard().press("Tab");
    }
    assertThat(wanted).hasCount(1);
  }

  /** Returns the offset of the newest prices of a group, and so how many there were. */
  private long offset() {
    String answer = Http.get(server().groups("demo.quotes.fish", "last=1&wait=0")).body();
    Object newest = Json.asArray(Json.object(answer).get("publications")).get(0);
    return (Long) Json.asObject(newest).get("offset");
  }

  private Server server() {
    return Server.at(context);
  }
}
