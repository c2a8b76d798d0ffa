package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import java.net.URI;
import java.net.URL;
import java.util.List;
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

/** The chat of the first start, as people in several windows see it. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class ChatIT {
  private static final List<String> TRANSPORTS = List.of("websocket", "sse", "poll");

  /** What Chromium cuts when it is told to be offline: a stream that is open goes on. */
  private static final List<String> CUT = List.of("websocket", "poll");

  private static final int OFFLINE = 20_000; // milliseconds

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("");
  }

  @Test
  void threeWindowsHaveTheSameConversationWhateverGetsThrough() {
    List<ChatWindow> windows =
        TRANSPORTS.stream().map(each -> open("same", each).iAm("by-" + each)).toList();

    for (int line = 1; line <= 5; line++) {
      for (ChatWindow each : windows) {
        each.say(each.find(".myself .name").textContent() + " " + line);
      }
    }

    for (ChatWindow each : windows) {
      assertThat(each.find(".line")).hasCount(15);
      assertThat(each.lines()).isEqualTo(windows.get(0).lines());
    }
    for (String transport : TRANSPORTS) {
      assertThat(windows.get(0).lines())
          .filteredOn(line -> line.startsWith("by-" + transport))
          .isEqualTo(
              IntStream.rangeClosed(1, 5)
                  .mapToObj("by-%1$s: by-%1$s %%d".formatted(transport)::formatted)
                  .toList());
    }
  }

  @Test
  void whoWasOfflineForTwentySecondsIsBackWithEverythingInOrder() {
    ChatWindow ann = open("offline", "websocket").iAm("ann");
    List<ChatWindow> away =
        CUT.stream().map(each -> open("offline", each).iAm("by-" + each)).toList();
    ann.say("before");
    away.forEach(each -> each.reads("before"));

    away.forEach(each -> each.tab().mayComplain());
    away.forEach(each -> each.tab().page().context().setOffline(true));
    ann.say("one");
    ann.say("two");
    ann.tab().page().evaluate("() => { window.since = performance.now(); }");
    ann.tab().until("performance.now() - since > " + OFFLINE);
    ann.say("three");
    for (ChatWindow each : away) { // the answer to a poll that was waiting may have come through
      assertThat(each.lines()).doesNotContain("ann: two", "ann: three");
    }
    away.forEach(each -> each.tab().page().context().setOffline(false));

    for (ChatWindow each : away) {
      each.reads("three");
      assertThat(each.lines()).containsExactly("ann: before", "ann: one", "ann: two", "ann: three");
    }
    away.forEach(each -> each.say("back over " + each.find(".myself .name").textContent()));
    CUT.forEach(each -> ann.reads("back over by-" + each));
  }

  @Test
  void ofMoreLinesThanTheRoomKeepsItIsToldHowManyAreMissing() {
    ChatWindow ann = open("gap", "websocket").iAm("ann");
    ChatWindow bob = open("gap", "websocket");
    bob.tab().goesOffline();

    for (int line = 1; line <= 60; line++) {
      ann.say("line " + line);
    }
    ann.reads("line 60");
    bob.tab().page().context().setOffline(false);

    bob.reads("line 60");
    assertThat(bob.find(".lines .missed")).hasText("10 lines are missing here.");
    assertThat(bob.lines()).hasSize(50).startsWith("ann: line 11").endsWith("ann: line 60");
  }

  @Test
  void namesAndLinesThatLookLikeMarkupAreText() {
    ChatWindow mallory = open("markup", "websocket").iAm("<b id=bold>mallory</b>");
    ChatWindow ann = open("markup", "websocket");
    String line = "<img src=x onerror=\"document.title='run'\"> &amp; <script>run()</script>";

    mallory.find("#words").pressSequentially("x");
    assertThat(ann.find(".typing")).hasText("<b id=bold>mallory</b> is typing…");
    mallory.say(line);
    mallory.iRename("<i>mallory</i>");

    ann.reads(line);
    ann.isTold("<b id=bold>mallory</b> is now <i>mallory</i> guest");
    assertThat(ann.lines()).containsExactly("<b id=bold>mallory</b>: " + line);
    assertThat(ann.find(".talk b, .talk i, .talk img, .talk script")).hasCount(0);
    assertThat(ann.find(".typing")).hasText("");
    assertThat(ann.tab().page().title()).isEqualTo("markup: Fanfare chat");
  }

  @Test
  void aUserHasTheNameOfTheLoginAndAGuestOfThatNameIsMarked() {
    Tab tab = chromium.openBlank(server());
    String ticket = new BackEnd(server(), Deployments.KEY).ticket("{\"user\":\"ann\"}");
    tab.page()
        .evaluate(
            "url => fetch(url, { method: 'POST' })",
            server().context().resolve("session?ticket=" + ticket).toString());
    ChatWindow user = ChatWindow.open(tab, server(), "login", "websocket");
    ChatWindow guest = open("login", "websocket").iAm("ann");

    assertThat(user.find(".me")).containsText("You are ann");
    assertThat(user.find(".rename")).isHidden();
    user.say("I am ann");
    guest.say("So am I");

    user.reads("So am I");
    assertThat(user.find(".line:has-text('I am ann') .badge")).hasCount(0);
    assertThat(user.find(".line:has-text('So am I') .badge")).hasText("guest");
    assertThat(guest.find(".line.mine .words")).hasText("So am I");
    assertThat(user.find(".line.mine .words")).hasText("I am ann");
  }

  @Test
  void aGuestIsRememberedAndItsLinesAreItsOwnAfterAReload() {
    ChatWindow ann = open("again", "websocket").iAm("ann");
    ChatWindow bob = open("again", "websocket").iAm("bob");
    ann.isTold("bob guest came");
    ann.say("mine");
    bob.reads("mine");

    ann.tab().page().reload();

    assertThat(ann.find(".myself")).hasText("ann guest");
    assertThat(ann.find(".line.mine .words")).hasText("mine");
    assertThat(bob.find(".line.mine")).hasCount(0);
    bob.isTold("ann guest left");
    bob.isTold("ann guest came");
  }

  @Test
  void theListStaysAtItsEndOnlyIfItWasThere() {
    ChatWindow ann = open("scroll", "websocket").iAm("ann");
    ChatWindow bob = open("scroll", "websocket");
    for (int line = 1; line <= 30; line++) {
      ann.say("line " + line);
    }
    bob.reads("line 30");
    String toEnd = "talk.scrollHeight - talk.scrollTop - talk.clientHeight";
    bob.tab().page().evaluate("() => { window.talk = document.querySelector('.talk'); }");
    bob.tab().until(toEnd + " < 1");

    bob.tab().page().evaluate("() => { talk.scrollTop = 0; }");
    bob.tab().page().evaluate("() => new Promise(requestAnimationFrame)");
    ann.say("unseen");
    bob.reads("unseen");
    assertThat(bob.tab().page().evaluate("talk.scrollTop")).isEqualTo(0);

    bob.tab().page().evaluate("() => { talk.scrollTop = talk.scrollHeight; }");
    bob.tab().page().evaluate("() => new Promise(requestAnimationFrame)");
    ann.say("seen");
    bob.reads("seen");
    bob.tab().until(toEnd + " < 1");
  }

  @Test
  void theKeyboardIsEnough() {
    ChatWindow ann = open("keys", "websocket");
    Keyboard keys = ann.tab().page().keyboard();

    ann.tab().tabsTo("#name");
    keys.type("ann");
    keys.press("Enter");
    assertThat(ann.find("#words")).isFocused();
    keys.type("hello");
    keys.press("Enter");
    ann.reads("hello");
    ann.tab().tabsTo(".rename");
    keys.press("Enter");
    assertThat(ann.find("#name")).isFocused();
    keys.press("Control+A");
    keys.type("anna");
    keys.press("Enter");
    ann.isTold("ann is now anna guest");
    ann.find("body").evaluate("() => document.activeElement.blur()");
    ann.tab().tabsTo(".talk");
  }

  @Test
  void whatIsWrongWithARoomOrANameIsSaid() {
    Tab tab = chromium.openBlank(server());
    tab.mayComplain();
    tab.page().navigate(server().context().resolve("demo/chat/two%20words").toString());
    assertThat(tab.page().locator(".problem")).containsText("group name");
    assertThat(tab.page().locator(".state")).hasText("Closed: invalid-name");

    ChatWindow ann = open("wrong", "websocket");
    ann.find("#name").fill("\u200b\u200b");
    ann.find("#name").press("Enter");
    assertThat(ann.find(".problem"))
        .hasText("The name must have 1 to 40 characters, and no control characters among them.");
    assertThat(ann.find("#name")).isVisible();
  }

  @ParameterizedTest
  @EnumSource
  void everythingFitsAndCanBeReadAndHasANameForEverybody(Look look) throws Exception {
    String room = "looks-" + look.name();
    ChatWindow bob = open(room, "websocket").iAm("W".repeat(40));
    ChatWindow ann = ChatWindow.open(chromium.open(blank(), look), server(), room, "websocket");
    Accessibility.hasNoViolations(ann.tab());
    Appearance.isPictured(ann.tab(), "chat-name-" + look);
    ann.iAm("ann");
    ann.tab().goesOffline();
    pushOut(room);
    bob.say("no-place-to-break-it".repeat(20));
    bob.say("Hello, everybody.");
    ann.tab().page().context().setOffline(false);
    ann.reads("Hello, everybody.");
    assertThat(ann.find(".lines .missed")).hasCount(1);
    ann.say("Hello! How are you? " + "It works on a phone, too. ".repeat(5).strip());
    ann.say("\u202etxet sdrawkcab");
    bob.find("#words").pressSequentially("x");
    assertThat(ann.find(".typing")).containsText("is typing…");

    Appearance.isPictured(ann.tab(), "chat-" + look);
    Appearance.hasNoFaults(ann.tab());
    Accessibility.hasNoViolations(ann.tab());
  }

  /** Publishes so many lines that the room keeps no other. */
  private void pushOut(String room) {
    String lines =
        IntStream.rangeClosed(1, 60)
            .mapToObj(
                line ->
                    """
                    {"groups":["demo-chat.%s"],"json":{"type":"said","text":"line %d",
                    "who":{"id":"-","name":"carl","guest":true},"at":"2026-11-30T10:%02d:30Z"}}
                    """
                        .formatted(room, line, line % 60))
            .collect(Collectors.joining(","));
    new BackEnd(server(), Deployments.KEY).post("publish", "{\"messages\":[" + lines + "]}");
  }

  private ChatWindow open(String room, String transport) {
    return ChatWindow.open(chromium.openBlank(server()), server(), room, transport);
  }

  private URI blank() {
    return server().context().resolve("assets/fanfare.css");
  }

  private Server server() {
    return Server.at(context);
  }
}
