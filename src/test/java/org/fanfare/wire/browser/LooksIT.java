package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.util.List;
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

/** The pages on any screen: everything fits, can be read, has a name, and is the server's own. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class LooksIT {
  /** Texts whose contrast (WCAG 2) with what is behind them is below 4.5, with their contrast. */
  private static final String TOO_FAINT =
      """
      () => {
        const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
        const luminance = (colour) => {
          const [r, g, b] = numbers(colour).map((c) => c / 255)
            .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = (element) => {
          const colour = getComputedStyle(element).backgroundColor;
          const alpha = numbers(colour)[3] ?? 1;
          if (alpha > 0 && alpha < 1) throw new Error(`see-through: ${element.className}`);
          return alpha === 1 ? colour : behind(element.parentElement);
        };
        const faint = [];
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        let judged = 0;
        while (texts.nextNode()) {
          const element = texts.currentNode.parentElement;
          if (!texts.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
          const [a, b] = [getComputedStyle(element).color, behind(element)].map(luminance);
          const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (contrast < 4.5) faint.push(`${contrast.toFixed(2)}: ${texts.currentNode.data.trim()}`);
          judged++;
        }
        if (judged < 20) faint.push(`only ${judged} texts were found`);
        return faint;
      }
      """;

  /** Elements that stick out to the right of the screen. */
  private static final String STICKING_OUT =
      """
      () => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll("body *")]
          .filter((element) => element.getBoundingClientRect().right > innerWidth)
          .map((element) => `${element.tagName}.${element.className}`)
      """;

  /** Controls that a screen reader could only call "button" or "edit". */
  private static final String NAMELESS =
      """
      () => [...document.querySelectorAll("a, button, input, select, [tabindex]")]
        .filter((element) => !element.getAttribute("aria-label")
          && !(element.labels?.length && element.labels[0].textContent.trim())
          && !(element.matches("a, button") && element.textContent.trim()))
        .map((element) => element.outerHTML)
      """;

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Group.SHORT_LOGS);
  }

  @ParameterizedTest
  @EnumSource
  void everythingFitsAndCanBeReadAndHasAName(Look look) {
    String unbreakable = "no-place-to-break-it".repeat(30) + look;
    showsAll(chromium.open(server().context(), look), unbreakable, unbreakable);
    URI several = server().groups("demo.board,demo.looks", "");
    showsAll(chromium.open(several, look), unbreakable + 2, "demo.board " + unbreakable + 2);
  }

  /** Brings everything onto the page that it can show, and judges it. */
  private void showsAll(Tab tab, String message, String shown) {
    tab.isLiveOver("websocket");
    tab.page().locator(".pause").click();
    new Group(server(), "demo.board").publishLines("lost", Group.TOO_MANY);
    new Group(server(), "demo.board").publish(message);
    tab.page().locator(".pause").click();
    tab.shows(shown);
    assertThat(tab.page().locator(".log .gap")).hasCount(1);
    tab.publish("");
    tab.answers("the message is empty");

    assertThat(tab.page().evaluate(STICKING_OUT)).isEqualTo(List.of());
    assertThat(tab.page().evaluate(TOO_FAINT)).isEqualTo(List.of());
    assertThat(tab.page().evaluate(NAMELESS)).isEqualTo(List.of());
  }

  @Test
  void whatIsExplainedFitsOnOneWideScreen() {
    Tab tab = chromium.open(server().context(), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");

    Object height =
        tab.page().evaluate("document.querySelector('main').getBoundingClientRect().bottom");

    assertThat(((Number) height).doubleValue()).isLessThanOrEqualTo(900);
  }

  @Test
  void aScriptThatSomebodyPutsIntoAPageDoesNotRun() {
    for (URI page : List.of(server().context(), server().groups("demo.board", ""))) {
      Tab tab = chromium.open(page, Look.WIDE_LIGHT);
      tab.isLiveOver("websocket");
      tab.mayComplain();

      tab.page()
          .evaluate(
              """
              () => {
                const script = document.createElement("script");
                script.textContent = "window.ran = 1";
                document.body.append(script);
              }
              """);

      assertThat(tab.page().evaluate("window.ran")).as(page.toString()).isNull();
    }
  }

  private Server server() {
    return Server.at(context);
  }
}
