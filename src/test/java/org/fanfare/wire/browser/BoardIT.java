package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URL;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first page: a board that everybody sees, and may write to. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
class BoardIT {
  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Group.SHORT_LOGS);
  }

  @Test
  void whatIsPublishedByHttpAppearsOnTheBoard() {
    Tab tab = chromium.open(server().context(), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");

    long offset = board().publish("hello from a shell").offset("demo.board");

    tab.shows("hello from a shell");
    assertThat(tab.page().locator(".log .message").first().locator(".offset"))
        .hasText(String.valueOf(offset));
  }

  @Test
  void whatOneVisitorPublishesAnotherSees() {
    Tab one = chromium.open(server().context(), Look.WIDE_LIGHT);
    Tab other = chromium.open(server().context(), Look.NARROW_DARK);
    other.isLiveOver("websocket");
    one.isLiveOver("websocket");

    one.publish("from one to the other");

    one.answers("Accepted");
    other.shows("from one to the other");
  }

  @Test
  void markupInAMessageIsShownAsTextAndRunsNothing() {
    String hostile =
        "<img src=x onerror=\"window.ran=1\"><script>window.ran=2</script><b onclick=ran()>b</b>";
    Tab tab = chromium.open(server().context(), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");

    for (String transport : List.of("websocket", "sse", "poll")) {
      tab.switchTo(transport);
      board().publish(transport + hostile);
      tab.shows(transport + hostile);
    }

    assertThat(tab.page().evaluate("window.ran")).isNull();
    assertThat(tab.page().locator(".log img, .log script, .log b")).hasCount(0);
  }

  @Test
  void bytesAndJsonAreShownForWhatTheyAre() {
    Tab tab = chromium.open(server().context(), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");

    Http.post(board().url(), "application/json", "{\"degrees\": 21.5}");
    Http.post(board().url(), "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G'});

    tab.shows("{\"degrees\": 21.5}");
    tab.shows("4 bytes 89 50 4e 47");
  }

  @Test
  void whatWasMissedWhilePausedIsReadAndWhatIsGoneIsShownAsAGap() {
    Tab tab = chromium.open(server().context(), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");
    long seen = board().publish("before the pause").offset("demo.board");
    tab.shows("before the pause");

    tab.page().locator(".pause").click();
    board().publishLines("missed", Group.TOO_MANY);
    long oldest = board().oldest();
    tab.page().locator(".pause").click();

    assertThat(oldest).as("the log has moved past the page's cursor").isGreaterThan(seen + 1);
    assertThat(tab.page().locator(".log .gap"))
        .containsText("messages %d to %d".formatted(seen + 1, oldest - 1));
    assertThat(tab.page().locator(".gaps"))
        .hasText("1 gap, %d missed".formatted(oldest - 1 - seen));
    tab.shows("missed-" + Group.TOO_MANY);
    assertThat(tab.messages()).endsWith("missed-" + Group.TOO_MANY).doesNotContain("missed-1");
  }

  @Test
  void aPageKeepsTheNewestTwoHundred() {
    Group many = new Group(server(), "demo.many");
    Tab tab = chromium.open(many.url(), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");

    many.publishLines("many", 260);
    tab.shows("many-260");

    List<String> newest = IntStream.rangeClosed(61, 260).mapToObj(i -> "many-" + i).toList();
    assertThat(tab.messages()).isEqualTo(newest);
  }

  @Test
  void aKeyboardAloneIsEnough() {
    Tab tab = chromium.open(server().context(), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");

    tabTo(tab, "input[name=transport]");
    tab.page().keyboard().press("ArrowRight");
    tab.isLiveOver("sse");
    tabTo(tab, "#message");
    tab.page().keyboard().type("typed without a mouse");
    tab.page().keyboard().press("Enter");

    tab.answers("Accepted");
    tab.shows("typed without a mouse");
    assertThat(tab.page().locator("#message")).isFocused();
    assertThat(tab.page().locator("#message")).hasValue("");
    tabTo(tab, ".scroll");
  }

  @Test
  void theCommandsNameThisServerAndCanBeCopied() {
    Tab tab = chromium.open(server().context(), Look.WIDE_LIGHT);
    String url = board().url().toString();
    Locator copy = tab.page().getByLabel("Copy: Publish a message");

    copy.click();

    assertThat(copy).hasText("Copied");
    assertThat(tab.page().evaluate("navigator.clipboard.readText()"))
        .isEqualTo("curl -d 'hello' " + url);
    assertThat(tab.page().locator(".shell code").allTextContents())
        .hasSizeGreaterThan(1)
        .allSatisfy(command -> assertThat(command).contains(url));
  }

  @Test
  void eachTransportsCostIsCountedWhileItIsUsed() {
    Tab tab = chromium.open(server().context(), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");
    assertThat(cost(tab, "SSE", "Requests")).hasText("–");

    tab.switchTo("sse");
    board().publish("counted");
    tab.shows("counted");

    assertThat(cost(tab, "WebSocket", "Requests")).hasText("1");
    assertThat(cost(tab, "SSE", "Requests")).hasText("1");
    assertThat(cost(tab, "SSE", "Messages")).hasText("1");
    assertThat(cost(tab, "Long-poll", "Requests")).hasText("–");
    assertThat(cost(tab, "SSE", "Received")).hasText(Pattern.compile("\\d+ B"));
  }

  @Test
  void whatPlainPollingWouldHaveCostIsComputedForTheTimeInUse() {
    Tab tab = chromium.open(server().context(), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");
    Locator polls = cost(tab, "WebSocket", "Polling: requests");

    tab.page().locator("#interval").selectOption("30");
    assertThat(polls).hasText("1");
    tab.page().locator("#interval").selectOption("1");

    assertThat(polls).hasText(Pattern.compile("[2-9]|\\d\\d+"));
    assertThat(tab.page().locator("#late")).hasText("1 s");
    assertThat(tab.page().locator("#sample"))
        .hasText(Pattern.compile("\\d+ bytes and about \\d+ .*"));
  }

  private static Locator cost(Tab tab, String transport, String column) {
    return tab.page()
        .locator("tr", new Page.LocatorOptions().setHasText(transport))
        .locator("td[data-column='" + column + "']");
  }

  /** Presses Tab until what {@code selector} names has the focus, visibly. */
  private static void tabTo(Tab tab, String selector) {
    String focused = "document.activeElement.matches('" + selector + "')";
    for (int presses = 0; presses < 40; presses++) {
      tab.page().keyboard().press("Tab");
      if (Boolean.TRUE.equals(tab.page().evaluate(focused))) {
        Object outline =
            tab.page()
                .evaluate(
                    "getComputedStyle(document.activeElement.matches('.transport input')"
                        + " ? document.activeElement.nextElementSibling"
                        + " : document.activeElement).outlineStyle");
        assertThat(outline).as("the focus on " + selector + " is visible").isEqualTo("solid");
        return;
      }
    }
    throw new AssertionError("no way by keyboard to " + selector);
  }

  private Group board() {
    return new Group(server(), "demo.board");
  }

  private Server server() {
    return Server.at(context);
  }
}
