package org.fanfare.wire.browser;

import com.microsoft.playwright.Route.FulfillOptions;
import java.util.List;
import java.util.Map;
import org.fanfare.wire.kit.Server;

/**
 * A {@code Fanfare} in a page, {@code window.talk}, that writes down what it hears in {@code
 * window.heard}: texts as they are, bytes as {@code bytes 1,2}, and other events by their names.
 */
final class Talking {
  private static final String NO_WEBSOCKET =
      "() => { window.WebSocket = class { constructor() { throw new Error('barred'); } }; }";

  private static final String TALK =
      """
      ([url, protocols, options]) => {
        window.heard = [];
        window.talk = new Fanfare(url, protocols, options);
        talk.binaryType = "arraybuffer";
        talk.onopen = () => heard.push(`open ${talk.protocol}`.trim());
        talk.onmessage = ({ data }) =>
          heard.push(typeof data === "string" ? data : `bytes ${new Uint8Array(data)}`);
        talk.onerror = ({ problem }) => heard.push(`error ${problem?.status} ${problem?.detail}`);
        talk.onclose = ({ code, reason, wasClean }) => heard.push(`close ${code} ${reason} ${wasClean}`);
        talk.ongap = ({ detail }) => heard.push(`gap ${detail.reason} ${detail.unacknowledged}`);
      }
      """;

  private final Tab tab;

  private Talking(Tab tab) {
    this.tab = tab;
  }

  /** Begins to talk to a route of {@code server}, from {@code tab}, which must have the script. */
  static Talking to(Server server, String route, Tab tab) {
    return to(server, route, tab, List.of(), Map.of());
  }

  /** The same, with subprotocols of the application, and options. */
  static Talking to(
      Server server, String route, Tab tab, List<String> protocols, Map<String, Object> options) {
    String url = server.context().resolve(route).toString();
    tab.page().evaluate(TALK, List.of(url, protocols, options));
    return new Talking(tab);
  }

  /**
   * Lets nothing but {@code transport} through, from and to this tab, on this page and the next.
   */
  static void blockAllBut(String transport, Tab tab) {
    tab.mayComplain();
    if (transport.equals("websocket")) {
      return; // it is tried first
    }
    tab.page().evaluate(NO_WEBSOCKET);
    tab.page().addInitScript("(" + NO_WEBSOCKET + ")()");
    if (transport.equals("poll")) {
      tab.page()
          .route(
              "**/*",
              route -> {
                if ("text/event-stream".equals(route.request().headers().get("accept"))) {
                  route.fulfill(new FulfillOptions().setStatus(502).setBody("a proxy's word"));
                } else {
                  route.resume();
                }
              });
    }
  }

  /** Waits until the transport has shown that it works, and returns this. */
  Talking isCarriedBy(String transport) {
    tab.until("talk.transport === '" + transport + "'");
    return this;
  }

  /** Sends a text. */
  void send(String text) {
    tab.page().evaluate("text => talk.send(text)", text);
  }

  /** Sends what a chat understands. */
  void say(String text) {
    tab.page().evaluate("text => talk.send(JSON.stringify({ type: 'say', text }))", text);
  }

  /** Waits until {@code last} has been heard, and returns everything that was. */
  List<String> heardUntil(String last) {
    tab.until("heard.some(each => each.startsWith('" + last + "'))");
    return heard();
  }

  /** Returns what the others have said in a chat. */
  List<String> said() {
    return strings(
        "heard.filter(each => each.startsWith('{')).map(JSON.parse)"
            + ".filter(each => each.type === 'said').map(each => `${each.who}: ${each.text}`)");
  }

  /** Waits until somebody has said {@code text} in a chat. */
  void hasHeardSaying(String text) {
    tab.until(
        "heard.some(each => each.startsWith('{') && JSON.parse(each).text === '" + text + "')");
  }

  List<String> heard() {
    return strings("window.heard");
  }

  @SuppressWarnings("unchecked")
  private List<String> strings(String expression) {
    return (List<String>) tab.page().evaluate(expression);
  }
}
