package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.fanfare.wire.kit.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A chat that is open in three windows, each over another transport, while its server is started
 * again, which forgets sessions and logs. Rules P28 and P50.
 */
@Tag("payara")
@Tag("browser")
@Tag("full")
class RestartIT {
  private static final List<String> TRANSPORTS = List.of("websocket", "sse", "poll");
  private static final Duration STOPPING = Duration.ofSeconds(10);

  @RegisterExtension final Chromium chromium = new Chromium();
  private Node node;
  private List<ChatWindow> windows;

  @BeforeEach
  void threeWindowsAreOpen() {
    node = Node.start("").awaitServing();
    windows = TRANSPORTS.stream().map(this::open).toList();
  }

  private ChatWindow open(String transport) {
    Tab tab = chromium.openBlank(node.server());
    tab.mayComplain();
    return ChatWindow.open(tab, node.server(), "lobby", transport).iAm("by-" + transport);
  }

  @AfterEach
  void theServerEnds() {
    node.close();
  }

  @Test
  void afterAServerWasStoppedAndStartedTheChatGoesOnAndSaysWhereLinesMayBeMissing() {
    everybodySays("before");

    node.stop(STOPPING);
    node.awaitEnd();
    windows.forEach(each -> isIn("waiting", each));
    comesBack();
    everybodySays("after");

    for (ChatWindow each : windows) {
      assertThat(each.lines()).isEqualTo(said("before", "after"));
      Locator missing = each.tab().page().getByText("Lines may be missing here.");
      assertThat(each.find(".missed").and(missing)).hasCount(1);
    }
  }

  @Test
  void whatWasSaidToAServerThatWasKilledIsToldToBeLostPerhaps() {
    everybodySays("before");

    node.kill();
    node.awaitEnd();
    windows.forEach(each -> isIn("waiting", each));
    windows.forEach(each -> each.say("nobody hears it"));
    comesBack();
    everybodySays("after");

    for (ChatWindow each : windows) {
      assertThat(each.lines()).isEqualTo(said("before", "after"));
      assertThat(each.find(".missed"))
          .hasText(
              new String[] {
                "What you said last may not have arrived.", "Lines may be missing here."
              });
    }
  }

  private void comesBack() {
    node.startAgain();
    node.awaitServing();
    windows.forEach(each -> isIn("open", each));
  }

  private static void isIn(String state, ChatWindow window) {
    assertThat(window.find(".state")).hasAttribute("data-state", state);
  }

  /** Each says something, one after the other, which all read. */
  private void everybodySays(String when) {
    for (ChatWindow speaker : windows) {
      String words = nameOf(speaker) + " " + when;
      speaker.say(words);
      windows.forEach(each -> each.reads(words));
    }
  }

  private String nameOf(ChatWindow window) {
    return "by-" + TRANSPORTS.get(windows.indexOf(window));
  }

  private static List<String> said(String... when) {
    return Stream.of(when)
        .flatMap(each -> TRANSPORTS.stream().map(by -> "by-%1$s: by-%1$s %2$s".formatted(by, each)))
        .toList();
  }
}
