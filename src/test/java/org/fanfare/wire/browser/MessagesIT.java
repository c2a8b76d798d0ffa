package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code fanfare.js} gives a page, and what it publishes: the same on every transport. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
class MessagesIT {
  /** What parsing and writing again would alter. */
  private static final List<String> JSON =
      List.of(
          "653247040368672768",
          "1e400",
          "1.0",
          " [ 1 , \"a\" ]\n",
          "{\"a\": 1, \"a\": 2}",
          "{\"json\":\"}\\\\\\\",]\",\"list\":[[],{\"json\":-0}]}",
          "\"\\u00e9\\/\\ud83d\"",
          "{\r\n\t\"b\": [1e0],\r\"__proto__\": {}\r\n}",
          "null");

  private static final List<String> TEXTS =
      List.of("", " a ", "one\ntwo", "one\r\ntwo\rthree\n\r", "\"json\":1}", "\ufeff\ud83c\udfba");

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aMessageIsTheSameOnEveryTransport(String transport) {
    Tab tab = chromium.openScript(server());
    Subscribed subscribed = subscribed("demo.same", transport, tab);

    tab.page().evaluate("sub.publish('zwei\\nZeilen')");
    tab.page().evaluate("sub.publish({ list: [1, null, 'x'] })");
    tab.page().evaluate("sub.publish('<svg/>', { type: 'image/svg+xml' })");
    tab.page().evaluate("sub.publish({ a: 1 }, { type: 'text/plain' })");
    tab.page().evaluate("sub.publish(new Uint8Array([104, 105]), { type: 'text/plain' })");
    tab.page().evaluate("sub.publish(new Uint8Array([0, 127, 255]))");

    assertThat(subscribed.heardUntil("bytes 0,127,255"))
        .containsExactly(
            "zwei\nZeilen",
            "{\"list\":[1,null,\"x\"]}",
            "bytes 60,115,118,103,47,62",
            "{\"a\":1}",
            "hi",
            "bytes 0,127,255");
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aPageIsGivenExactlyTheTextThatWasPublished(String transport) {
    Tab tab = chromium.openScript(server());
    Subscribed subscribed = subscribed("demo.exactly", transport, tab);

    JSON.forEach(json -> post("demo.exactly." + transport, "application/json", json));
    TEXTS.forEach(text -> post("demo.exactly." + transport, "text/plain", text));
    post("demo.exactly." + transport, "text/plain", "the last");

    List<String> heard = subscribed.heardUntil("the last");
    assertThat(heard.subList(0, JSON.size())).isEqualTo(JSON);
    assertThat(heard.subList(JSON.size(), heard.size() - 1)).isEqualTo(TEXTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aPagePublishesExactlyTheTextThatItHas(String transport) {
    Tab tab = chromium.openScript(server());
    Subscribed subscribed = subscribed("demo.as-it-is", transport, tab);

    String each = "(json) => sub.publish(json, { type: 'application/json' }).then(() => 'done')";
    JSON.forEach(json -> tab.page().evaluate(each, json));
    tab.page().evaluate("sub.publish('the last')");

    List<String> heard = subscribed.heardUntil("the last");
    assertThat(heard.subList(0, heard.size() - 1)).isEqualTo(JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void whatCannotBePublishedIsRefusedAndReadingGoesOn(String transport) {
    Tab tab = chromium.openScript(server());
    tab.mayComplain(); // of answers over HTTP that refuse
    Subscribed subscribed = subscribed("demo.refused", transport, tab);

    assertThat(published(tab, "'x'.repeat(65537)")).isEqualTo("413 urn:fanfare:too-large");
    assertThat(published(tab, "'\u4e2d'.repeat(50000)")).isEqualTo("413 urn:fanfare:too-large");
    assertThat(published(tab, "new Uint8Array(65537)")).isEqualTo("413 urn:fanfare:too-large");
    assertThat(published(tab, "'a \\ud83d'")).isEqualTo("400 urn:fanfare:invalid-text");
    assertThat(published(tab, "'x', { type: 'text/plain;charset=latin1' }"))
        .isEqualTo("415 urn:fanfare:unsupported-type");
    assertThat(published(tab, "'{bad', { type: 'application/json' }"))
        .isEqualTo("400 urn:fanfare:invalid-json");
    assertThat(published(tab, "JSON.parse('['.repeat(201) + ']'.repeat(201))"))
        .isEqualTo("400 urn:fanfare:invalid-json");
    assertThat(published(tab, "undefined")).isEqualTo("TypeError");

    assertThat(published(tab, "'\\u0001'.repeat(65535) + '.'"))
        .as("six bytes each")
        .isEqualTo("202");
    tab.page().evaluate("sub.publish('the last')");
    assertThat(subscribed.heardUntil("the last")).hasSize(2);
    assertThat(subscribed.states()).containsExactly("connecting " + transport, "open " + transport);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'text'", "{ list: [1.5] }", "new Uint8Array([104, 105])"})
  void whatIsTriedAgainOverAnotherTransportIsTheSameMessage(String message) {
    Tab tab = chromium.openScript(server());
    String group = "demo.again-" + message.length();
    subscribed(group, "websocket", tab);
    String key = "key-" + message.length();

    assertThat(published(tab, message + ", { key: '" + key + "' }")).isEqualTo("202");
    tab.page().evaluate("sub.use('poll')");
    tab.until("sub.state === 'open' && sub.transport === 'poll'");

    assertThat(published(tab, message + ", { key: '" + key + "' }")).isEqualTo("202");
    assertThat(Http.get(server().groups(group + ".websocket", "last=10&wait=0")).body())
        .as("taken once")
        .contains("\"offset\":1")
        .doesNotContain("\"offset\":2");
  }

  @Test
  void theModuleSubscribesAsTheScriptDoes() {
    Tab tab = chromium.openBlank(server());
    tab.page()
        .evaluate(
            """
            ([module, url]) => import(module).then(({ default: Fanfare, subscribe }) => {
              window.heard = [];
              window.sub = subscribe(url, { last: 1, onMessage: (message) => heard.push(message) });
              return Fanfare.subscribe === subscribe;
            })
            """,
            List.of(
                server().context().resolve("assets/fanfare.mjs").toString(),
                server().groups("demo.module", "").toString()));

    post("demo.module", "text/plain", "by the module");

    tab.until("heard.length === 1");
    assertThat(tab.page().evaluate("heard")).isEqualTo(List.of("by the module"));
  }

  private static Object published(Tab tab, String arguments) {
    return tab.page()
        .evaluate(
            """
            () => Promise.race([
              new Promise((done) => setTimeout(() => done("nothing settled"), 20000)),
              sub.publish(%s).then(
                () => "202",
                (error) => error.problem ? `${error.status} ${error.problem.type}` : error.constructor.name),
            ])
            """
                .formatted(arguments));
  }

  private void post(String group, String type, String body) {
    URI url = server().groups(group, "");
    assertThat(Http.post(url, type, body).status()).isEqualTo(202);
  }

  private Subscribed subscribed(String group, String transport, Tab tab) {
    String own = group + "." + transport;
    return Subscribed.to(server(), own, tab, Map.of("transport", transport));
  }

  private Server server() {
    return Server.at(context);
  }
}
