package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * What is wrong with how a page looks, as it is shown at the moment: what does not fit, what cannot
 * be read, and what has no name. To be used by the thread that runs the tests.
 */
final class Appearance {
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

  private static final Path PICTURES =
      Path.of(System.getProperty("project.dir"), "target/pictures");

  private Appearance() {}

  /** Fails with what is wrong, by element or text. */
  static void hasNoFaults(Tab tab) {
    assertThat(tab.page().evaluate(STICKING_OUT)).isEqualTo(List.of());
    assertThat(tab.page().evaluate(TOO_FAINT)).isEqualTo(List.of());
    assertThat(tab.page().evaluate(NAMELESS)).isEqualTo(List.of());
  }

  /**
   * Puts a picture of what is on the screen into {@code target/pictures}, for whoever wants to
   * look.
   */
  static void isPictured(Tab tab, String name) {
    tab.page().screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
  }
}
