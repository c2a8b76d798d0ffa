package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fanfare.wire.kit.BackEnd;
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
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The comments over a video of the demo: many of them, and for people who see them otherwise. The
 * system property {@code danmaku.seconds} says for how long there are many.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class DanmakuIT {
  private static final int A_SECOND = 300; // comments
  private static final int AT_A_TIME = 30;
  private static final int SECONDS = Integer.getInteger("danmaku.seconds", 10);
  private static final double LONGEST_TASK = 100; // milliseconds

  private static final String LOOK_HIDDEN =
      """
      (hidden) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event("visibilitychange"));
      }
      """;

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("");
  }

  @Test
  void threeHundredCommentsASecondFlyWithoutHoldingThePageUp() {
    Tab tab = open("many", true);
    tab.page()
        .evaluate(
            """
            () => {
              window.tasks = [];
              new PerformanceObserver((all) => tasks.push(...all.getEntries().map((each) => each.duration)))
                .observe({ type: "longtask" });
            }
            """);

    publishFor(SECONDS, "many", tab);

    has(SECONDS * A_SECOND, tab);
    isPictured("danmaku-many", tab);
    @SuppressWarnings("unchecked")
    List<Number> tasks = (List<Number>) tab.page().evaluate("tasks");
    assertThat(tasks).allMatch(task -> task.doubleValue() <= LONGEST_TASK);
    assertThat(tab.page().locator(".missed")).not().containsText("no connection");
  }

  /** Publishes as many comments as a busy video has, for a time, which the page measures. */
  private void publishFor(int seconds, String video, Tab tab) {
    tab.page().evaluate("() => { window.begun = performance.now(); }");
    for (int published = 0; published < seconds * A_SECOND; published += AT_A_TIME) {
      tab.until("performance.now() - begun >= " + 1000L * published / A_SECOND);
      publish(published, AT_A_TIME, video);
    }
  }

  @Test
  void whatCameWhileThePageWasHiddenIsSkippedAndSaid() {
    Tab tab = open("hidden", true);
    publish(0, 10, "hidden");
    has(10, tab);

    tab.page().evaluate(LOOK_HIDDEN, true);
    publish(10, 40, "hidden");
    has(50, tab);
    tab.page().evaluate(LOOK_HIDDEN, false);
    publish(50, 5, "hidden");

    has(55, tab);
    assertThat(tab.page().locator(".missed"))
        .hasText("40 comments were skipped while this page was hidden.");
  }

  @Test
  void theVideoCanBePausedAndWhatComesMeanwhileIsSkippedAndSaid() {
    Tab tab = open("paused", true);
    Locator pause = tab.page().locator(".pause");

    pause.click();
    publish(0, 7, "paused");
    has(7, tab);
    pause.click();

    assertThat(tab.page().locator(".missed"))
        .hasText("7 comments were skipped while the video was paused.");
    assertThat(pause).hasText("Pause");
  }

  @Test
  void whoWantsNoMotionHasAListWhoseNewestAreFirst() {
    Tab tab = open("list", false);

    publish(0, 3, "list");

    assertThat(tab.page().locator(".newest li"))
        .hasText(new String[] {"comment 2", "comment 1", "comment 0"});
    assertThat(tab.page().locator(".newest")).not().hasAttribute("aria-live", "polite");
  }

  @Test
  void theKeyboardIsEnoughAndWhoIsTooFastIsTold() {
    Tab one = open("keys", false);
    Tab other = open("keys", false);
    Keyboard keys = one.page().keyboard();
    keys.press("Tab");
    keys.press("Tab");
    assertThat(one.page().locator("#words")).isFocused();

    for (int i = 1; i <= 6; i++) {
      keys.type("number " + i);
      keys.press("Enter");
    }

    assertThat(one.page().locator(".problem")).containsText("five comments in ten seconds");
    assertThat(other.page().locator(".newest li"))
        .hasText(new String[] {"number 5", "number 4", "number 3", "number 2", "number 1"});
  }

  @Test
  void aScreenReaderIsToldOfManyCommentsInOneSentence() {
    Tab tab = open("read", false);

    publish(0, 50, "read");

    assertThat(tab.page().locator("#news"))
        .hasText(Pattern.compile("\\d+ new comments. The newest: comment \\d+"));
    assertThat(tab.page().locator(".newest, .video, .count").and(tab.page().locator("[aria-live]")))
        .hasCount(0);
  }

  @ParameterizedTest
  @EnumSource
  void everythingFitsAndIsForEverybody(Look look) throws Exception {
    String video = "waves-with-a-name-that-is-rather-long-" + look;
    Tab tab = chromium.open(server().context().resolve("demo/danmaku/" + video), look);
    tab.isLiveOver("websocket");
    publish(0, 30, video);
    publish("no-place-to-break-it".repeat(4), video);
    has(31, tab);
    assertThat(tab.page().locator(".newest li")).hasCount(20);
    tab.page().evaluate(LOOK_HIDDEN, true);
    publish(0, 3, video);
    has(34, tab);
    tab.page().evaluate(LOOK_HIDDEN, false);

    isPictured("danmaku-list-" + look, tab);
    fits(tab);
    Accessibility.hasNoViolations(tab);
    tab.page()
        .emulateMedia(new EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
    publish(0, 100, video);
    assertThat(tab.page().locator(".newest")).isHidden();
    isPictured("danmaku-" + look, tab);
    fits(tab);
  }

  private static void fits(Tab tab) {
    assertThat(tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  private static void isPictured(String name, Tab tab) {
    Path file = Path.of(System.getProperty("project.dir"), "target/pictures", name + ".png");
    tab.page().screenshot(new ScreenshotOptions().setPath(file));
  }

  /** Waits until the page says that so many comments have come. */
  private static void has(int comments, Tab tab) {
    assertThat(tab.page().locator(".count"))
        .hasText(
            Pattern.compile(
                "Comments: %s, .*".formatted(String.format(Locale.ROOT, "%,d", comments))));
  }

  private Tab open(String video, boolean moves) {
    Tab tab = chromium.openBlank(server());
    if (moves) {
      tab.page()
          .emulateMedia(new EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
    }
    tab.page().navigate(server().context().resolve("demo/danmaku/" + video).toString());
    tab.isLiveOver("websocket");
    return tab;
  }

  /** Publishes the comments from {@code first} on. */
  private void publish(int first, int count, String video) {
    publish(IntStream.range(first, first + count).mapToObj(n -> "comment " + n).toList(), video);
  }

  private void publish(String comment, String video) {
    publish(List.of(comment), video);
  }

  private void publish(List<String> comments, String video) {
    String messages =
        comments.stream()
            .map(
                text ->
                    "{\"groups\":[\"demo-danmaku.%s\"],\"json\":{\"type\":\"comment\",\"text\":\"%s\"}}"
                        .formatted(video, text))
            .collect(Collectors.joining(","));
    BackEnd backEnd = new BackEnd(server(), Deployments.KEY);
    assertThat(backEnd.post("publish", "{\"messages\":[" + messages + "]}").body())
        .doesNotContain("\"status\":4", "\"status\":5");
  }

  private Server server() {
    return Server.at(context);
  }
}
