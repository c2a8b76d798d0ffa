package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.BoundingBox;
import java.net.URL;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The shared note of the demo, in tabs that write at the same time. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class NoteIT {
  /** A note whose name begins with short- has a log that keeps this many publications. */
  private static final int SHORT = 40;

  private static final String SHORT_LOGS =
      """
      groups = [
        { match = "demo-note.short-*", history.count = %d }
        { match = "demo.*", join = anyone, publish = anyone }
      ]
      """
          .formatted(SHORT);

  /** Less than the five seconds after which a pointer disappears by itself, in milliseconds. */
  private static final double AT_ONCE = 3_000;

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(SHORT_LOGS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void whatTwoWriteAtTheSameTimeIsInBoth(String carrier) {
    Tab one = open("two-" + carrier, "websocket");
    Tab other = open("two-" + carrier, carrier);
    text(one).fill("middle");
    assertThat(text(other)).hasValue("middle");
    Keyboard first = at("Control+Home", one);
    Keyboard last = at("Control+End", other);

    for (int i = 0; i < 10; i++) {
      first.type("<");
      last.type(">");
    }

    String both = "<".repeat(10) + "middle" + ">".repeat(10);
    assertThat(text(one)).hasValue(both);
    assertThat(text(other)).hasValue(both);
    first.type("|");
    assertThat(text(other)).hasValue("<".repeat(10) + "|middle" + ">".repeat(10));
  }

  @Test
  void theNoteIsThereWhenAllHaveLeft() {
    Tab one = open("left", "websocket");
    Tab other = open("left", "websocket");
    text(one).fill("milk, bread, 😀 and 😁");
    assertThat(text(other)).hasValue("milk, bread, 😀 and 😁");

    one.page().close();
    other.page().close();

    assertThat(text(open("left", "websocket"))).hasValue("milk, bread, 😀 and 😁");
  }

  @Test
  void whatTheLogHasLostIsGivenByThoseWhoAreHereAndKeptThen() {
    Tab one = open("short-kept", "websocket");
    at("Control+End", one).type("so many letters that the log has lost the first of them");

    Tab other = open("short-kept", "websocket");

    assertThat(text(other)).hasValue(text(one).inputValue());
    assertThat(other.page().locator(".missed")).isHidden();
    one.page().close();
    other.page().close();
    Tab later = open("short-kept", "websocket");
    assertThat(text(later)).hasValue("so many letters that the log has lost the first of them");
    assertThat(later.page().locator(".missed")).isHidden();
  }

  @Test
  void whoHasOnlyWhatTheLogKeepsAndNobodyToAskIsToldThatItIsIncomplete() {
    Tab one = open("short-lost", "websocket");
    at("Control+End", one).type("x".repeat(SHORT + 20));
    Tab other = open("short-lost", "websocket");
    assertThat(text(other)).hasValue("x".repeat(SHORT + 20));
    at("Control+End", one).type("y".repeat(SHORT + 20));
    assertThat(text(other)).hasValue("x".repeat(SHORT + 20) + "y".repeat(SHORT + 20));
    one.page().close();
    other.page().close();

    Tab later = open("short-lost", "websocket");

    assertThat(later.page().locator(".missed")).isVisible();
    assertThat(later.page().locator(".missed")).containsText("keeps the older parts");
  }

  @Test
  void aPointerIsSeenByTheOthersAndGoesWithItsPage() {
    Tab one = open("pointers", "websocket");
    Tab other = open("pointers", "websocket");

    moveTo(0.25, 0.5, one);

    Locator pointer = other.page().locator(".pointer");
    assertThat(pointer).hasCount(1);
    assertThat(one.page().locator(".pointer")).hasCount(0);
    BoundingBox desk = desk(other);
    BoundingBox seen = pointer.boundingBox();
    assertThat((seen.x - desk.x) / desk.width).isBetween(0.24, 0.26);
    assertThat((seen.y - desk.y) / desk.height).isBetween(0.48, 0.52);
    one.page().close();
    assertThat(pointer).hasCount(0, new HasCountOptions().setTimeout(AT_ONCE));
  }

  @Test
  void aPointerThatStandsStillDisappears() {
    Tab one = open("still", "websocket");
    Tab other = open("still", "websocket");
    moveTo(0.5, 0.5, one);
    assertThat(other.page().locator(".pointer")).hasCount(1);

    assertThat(other.page().locator(".pointer")).hasCount(0);

    moveTo(0.6, 0.5, one);
    assertThat(other.page().locator(".pointer")).hasCount(1);
  }

  @Test
  void whatIsMalformedHarmsNobody() {
    Tab one = open("malformed", "websocket");
    Tab other = open("malformed", "websocket");
    one.mayComplain(); // of changes that are none
    other.mayComplain();

    one.page()
        .evaluate(
            """
            async (script) => {
              const { default: Fanfare } = await import(script);
              const link = new Fanfare(location.pathname);
              const told = new Promise((done) => (link.onmessage = ({ data }) => typeof data === "string" && done(data)));
              await new Promise((open) => (link.onopen = open));
              for (const bytes of [
                [0, 2, 9, 255, 255, 255, 255, 255], [0, 1, 3, 1, 1, 1], [0, 2], [67, 1, 2, 3, 4, 255, 255, 255], [99],
              ]) link.send(new Uint8Array(bytes));
              return told;
            }
            """,
            server().context().resolve("assets/fanfare.mjs").toString());
    text(one).fill("still well");

    assertThat(text(other)).hasValue("still well");
    text(other).press("End");
    text(other).pressSequentially("!");
    assertThat(text(one)).hasValue("still well!");
    assertThat(text(open("malformed", "websocket", true))).hasValue("still well!");
  }

  @Test
  void theKeyboardIsEnoughAndUndoesOnlyItsOwn() {
    Tab one = open("keys", "websocket");
    Tab other = open("keys", "websocket");
    Keyboard keys = one.page().keyboard();
    keys.press("Tab");
    keys.press("Tab");
    assertThat(text(one)).isFocused();
    keys.insertText("mine");
    assertThat(text(other)).hasValue("mine");
    at("Control+End", other).type(" and yours");
    assertThat(text(one)).hasValue("mine and yours");

    keys.press("Control+Z");

    assertThat(text(one)).hasValue(" and yours");
    assertThat(text(other)).hasValue(" and yours");
    keys.press("Control+Shift+Z");
    assertThat(text(other)).hasValue("mine and yours");
  }

  @ParameterizedTest
  @EnumSource
  void everythingFitsAndIsForEverybody(Look look) throws Exception {
    String name = "short-looks-of-a-note-with-a-long-name-" + look;
    Tab tab = chromium.open(server().context().resolve("demo/note/" + name), look);
    text(tab).fill("no-place-to-break-it".repeat(30) + "\n\nmilk\nbread\n");
    tab.isLiveOver("websocket");
    Tab other = open(name, "websocket");
    for (int i = 0; i < 3; i++) {
      moveTo(0.2 + 0.2 * i, 0.3, other);
    }
    assertThat(tab.page().locator(".pointer")).hasCount(1);
    tab.page().evaluate("() => { document.querySelector('.missed').hidden = false; }");

    isPictured("note-" + look, tab);
    assertThat(tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    Accessibility.hasNoViolations(tab);
  }

  @Test
  void aNoteWhoseNameMakesNoGroupIsRefusedInWords() {
    Tab tab = chromium.openBlank(server());
    tab.mayComplain(); // of the refusal

    tab.page().navigate(server().context().resolve("demo/note/two%20words").toString());

    assertThat(tab.page().locator(".state")).containsText("invalid-name");
  }

  private static void isPictured(String name, Tab tab) {
    Path file = Path.of(System.getProperty("project.dir"), "target/pictures", name + ".png");
    tab.page().screenshot(new ScreenshotOptions().setPath(file));
  }

  private Tab open(String note, String carrier) {
    return open(note, carrier, false);
  }

  private Tab open(String note, String carrier, boolean mayComplain) {
    Tab tab = chromium.openBlank(server());
    if (mayComplain || !carrier.equals("websocket")) {
      Talking.blockAllBut(carrier, tab);
    }
    tab.page().navigate(server().context().resolve("demo/note/" + note).toString());
    tab.isLiveOver(carrier);
    return tab;
  }

  private static Locator text(Tab tab) {
    return tab.page().locator("textarea");
  }

  /** Returns the keyboard, with the caret where a key brings it. */
  private static Keyboard at(String key, Tab tab) {
    text(tab).focus();
    tab.page().keyboard().press(key);
    return tab.page().keyboard();
  }

  /** Moves the mouse to a place that is given in parts of the width and of the height. */
  private static void moveTo(double x, double y, Tab tab) {
    BoundingBox desk = desk(tab);
    tab.page().mouse().move(desk.x + x * desk.width, desk.y + y * desk.height);
  }

  private static BoundingBox desk(Tab tab) {
    return tab.page().locator(".desk").boundingBox();
  }

  private Server server() {
    return Server.at(context);
  }
}
