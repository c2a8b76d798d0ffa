package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import java.util.List;
import org.fanfare.wire.kit.Server;

/** A window in which somebody chats. To be used by the thread that runs the tests. */
final class ChatWindow {
  private final Tab tab;

  private ChatWindow(Tab tab) {
    this.tab = tab;
  }

  /** Opens a room in a tab, through which no more than {@code transport} gets. */
  static ChatWindow open(Tab tab, Server server, String room, String transport) {
    if (!transport.equals("websocket")) {
      Talking.blockAllBut(transport, tab);
    }
    tab.page().navigate(server.context().resolve("demo/chat/" + room).toString());
    tab.isLiveOver(transport);
    return new ChatWindow(tab);
  }

  Tab tab() {
    return tab;
  }

  /** Gives a guest's name, and waits until it is taken. */
  ChatWindow iAm(String name) {
    find("#name").fill(name);
    find(".call button").click();
    assertThat(find(".myself .name")).hasText(name);
    return this;
  }

  /** Takes another name. */
  void iRename(String name) {
    find(".rename").click();
    iAm(name);
  }

  /** Says something, as a person with a keyboard does. */
  void say(String text) {
    find("#words").fill(text);
    find("#words").press("Enter");
    assertThat(find("#words")).hasValue("");
  }

  /** Waits until somebody has said {@code text}, once. */
  void reads(String text) {
    Locator same = tab.page().getByText(text, new GetByTextOptions().setExact(true));
    assertThat(find(".line .words").and(same)).hasCount(1);
  }

  /** Waits until it is told, once, between what is said: {@code "bob guest came"}. */
  void isTold(String what) {
    assertThat(find(".note").filter(new FilterOptions().setHasText(what))).hasCount(1);
  }

  /** Returns what was said, in the order in which it is shown, as {@code "ann: hello"}. */
  @SuppressWarnings("unchecked")
  List<String> lines() {
    return (List<String>)
        tab.page()
            .evaluate(
                """
                [...document.querySelectorAll(".line")].map((line) =>
                  `${line.querySelector(".name").textContent}: ${line.querySelector(".words").textContent}`)
                """);
  }

  Locator find(String selector) {
    return tab.page().locator(selector);
  }
}
