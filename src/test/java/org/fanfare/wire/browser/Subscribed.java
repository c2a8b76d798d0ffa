package org.fanfare.wire.browser;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.fanfare.wire.kit.Server;

/**
 * A subscription of {@code fanfare.js} in a page, {@code window.sub}, that writes down what it is
 * given: strings as they are, bytes as {@code bytes 1,2}, gaps as {@code gap FIRST-LAST REASON}.
 */
final class Subscribed {
  private static final String SUBSCRIBE =
      """
      ([url, options]) => {
        window.heard = [];
        window.states = [];
        window.sub = Fanfare.subscribe(url, {
          ...options,
          onMessage: (message) => heard.push(typeof message === "string" ? message : `bytes ${message}`),
          onGap: ({ first, last, reason }) => heard.push(`gap ${first}-${last} ${reason}`),
          onState: (state, detail) => states.push(`${state} ${detail.transport}`),
        });
      }
      """;

  private final Tab tab;

  private Subscribed(Tab tab) {
    this.tab = tab;
  }

  /** Subscribes in {@code tab}, which must have the script, and waits until it reads. */
  static Subscribed to(Server server, String group, Tab tab, Map<String, Object> options) {
    Subscribed subscribed = toWhatMayRefuse(server.groups(group, ""), tab, options);
    subscribed.isOpen();
    return subscribed;
  }

  /** Subscribes without waiting. */
  static Subscribed toWhatMayRefuse(URI url, Tab tab, Map<String, Object> options) {
    tab.page().evaluate(SUBSCRIBE, List.of(url.toString(), options));
    return new Subscribed(tab);
  }

  /** Waits until it reads. */
  void isOpen() {
    tab.until("sub.state === 'open'");
  }

  /** Waits until it reads over {@code transport}. */
  void isOpenOver(String transport) {
    tab.until("sub.state === 'open' && sub.transport === '" + transport + "'");
  }

  /** Goes on over {@code transport}, without waiting for anything. */
  void use(String transport) {
    tab.page().evaluate("transport => sub.use(transport)", transport);
  }

  /** Waits until {@code last} has been heard, and returns everything that was. */
  List<String> heardUntil(String last) {
    tab.until("heard.includes('" + last + "')");
    return strings("heard");
  }

  /** Returns the states it went through, each with the transport. */
  List<String> states() {
    return strings("states");
  }

  @SuppressWarnings("unchecked")
  private List<String> strings(String name) {
    return (List<String>) tab.page().evaluate("window." + name);
  }
}
