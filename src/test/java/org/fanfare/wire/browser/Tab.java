package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A tab of the browser, and what a person sees of Fanfare in it. Every wait is bounded by {@link
 * #PATIENCE}.
 */
final class Tab {
  /** How long anything may take, in milliseconds. */
  static final double PATIENCE = 60_000;

  private static final int MOST_CONTROLS = 50;

  private static final Map<String, String> NAMES =
      Map.of("websocket", "WebSocket", "sse", "SSE", "poll", "long-poll");

  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private boolean mayComplain;

  Tab(Page page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          boolean complaint = message.type().equals("error") || message.type().equals("warning");
          // What is no page of ours has no icon, and a browser asks for one nevertheless.
          if (complaint && !message.location().contains("/favicon.ico")) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
  }

  /** Returns the driver's view of the tab. */
  Page page() {
    return page;
  }

  /** Says that this test breaks something on purpose, which the browser writes to its console. */
  void mayComplain() {
    mayComplain = true;
  }

  /** Returns errors and warnings of the console, and uncaught exceptions. */
  List<String> complaints() {
    return mayComplain ? List.of() : List.copyOf(complaints);
  }

  /** Waits until the page says that it reads over {@code transport}. */
  void isLiveOver(String transport) {
    assertThat(page.locator(".state")).hasText("Live over " + NAMES.get(transport));
  }

  /** Has no network any more, and waits until the page says that its WebSocket is broken. */
  void goesOffline() {
    mayComplain();
    page.context().setOffline(true);
    assertThat(page.locator(".state")).hasAttribute("data-state", "waiting");
  }

  /** Chooses a transport and waits until it is in use. */
  void switchTo(String transport) {
    page.locator(".transport input[value=" + transport + "]").check();
    isLiveOver(transport);
  }

  /** Waits until {@code message} is in the log, once. */
  void shows(String message) {
    Locator same = page.getByText(message, new Page.GetByTextOptions().setExact(true));
    Locator rows = page.locator(".log .text").and(same);
    assertThat(rows).hasCount(1);
  }

  /** Returns the texts in the log in the order in which they came. */
  List<String> messages() {
    List<String> texts = new ArrayList<>(page.locator(".log .message .text").allTextContents());
    Collections.reverse(texts);
    return texts;
  }

  /** Publishes from the page, as a person with a mouse does. */
  void publish(String message) {
    page.locator("#message").fill(message);
    page.locator(".publish button").click();
  }

  /** Waits for what the page says of the last publish. */
  void answers(String text) {
    assertThat(page.locator(".answer")).containsText(text);
  }

  /** Presses the tabulator until a control has the focus. */
  void tabsTo(String control) {
    Locator wanted = page.locator(control);
    for (int i = 0; i < MOST_CONTROLS; i++) {
      page.keyboard().press("Tab");
      if ((Boolean) wanted.evaluate("element => element === document.activeElement")) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not reach " + control);
  }

  /** Waits until {@code condition}, in JavaScript, holds in the page. */
  void until(String condition) {
    // Not the driver's own waiting: it needs eval, which the pages forbid.
    page.evaluate(
        """
        async (end) => {
          while (!(%s)) {
            if (Date.now() > end) throw new Error(`never came true: %s`);
            await new Promise((done) => setTimeout(done, 10));
          }
        }
        """
            .formatted(condition, condition.replace("`", "'")),
        System.currentTimeMillis() + PATIENCE);
  }
}
