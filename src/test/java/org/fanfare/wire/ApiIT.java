package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.BackEnd;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The API for back ends, over the network: what its description says is there, what a key permits,
 * and what clients see of it.
 */
@ArquillianTest
@Tag("api")
class ApiIT {
  private static final String SHOP = "shop-key-0123456789";
  private static final String SCRAPER = "scraper-key-0123456789";
  private static final Set<String> VERBS = Set.of("get", "post", "put", "delete");

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        """
          keys += { name = shop, key = "%s", may = [api, publish, read], groups = ["shop.*"] }
          keys += { name = scraper, key = "%s", may = [metrics] }
          groups = [{ match = "open.*", join = anyone }, { match = "shop.*", join = anyone }]
        """
            .formatted(SHOP, SCRAPER));
  }

  private Server server() {
    return Server.at(context);
  }

  @Test
  @Law(
      value = 9,
      on = {})
  void eachRouteOfTheDescriptionIsThereForAKeyThatMayAndAnswersWithWhatIsDescribed() {
    Map<String, Object> description = call("GET", "openapi.json", SHOP, "").json();

    Json.asObject(description.get("paths"))
        .forEach(
            (path, verbs) ->
                Json.asObject(verbs).keySet().stream()
                    .filter(VERBS::contains)
                    .forEach(
                        verb -> walk(path, verb, Json.asObject(Json.asObject(verbs).get(verb)))));
  }

  /** Calls a route without a key, with one that may not, and with one that may everything. */
  private void walk(String path, String verb, Map<String, Object> operation) {
    String route =
        path.substring(1)
            .replace("{group}", "nothing.here")
            .replace("{channel}", "A".repeat(24))
            .replace("{user}", "nobody")
            .replace("drain", "drain?over=never"); // or the other tests would find nobody here
    String method = verb.toUpperCase(java.util.Locale.ROOT);
    String other = operation.get("description").toString().contains("`metrics`") ? SHOP : SCRAPER;

    assertThat(call(method, route, "", "").problem())
        .as(verb + " " + path)
        .isEqualTo("401 unauthenticated");
    assertThat(call(method, route, other, "").problem())
        .as(verb + " " + path)
        .isEqualTo("403 refused");
    Answer answer = call(method, route, Deployments.KEY, "");

    Object response =
        Json.asObject(operation.get("responses")).get(Integer.toString(answer.status()));
    assertThat(response).as("%s %s: %s", verb, path, answer.body()).isNotNull();
    Object codes = Json.asObject(response).get("x-codes");
    if (codes != null) {
      assertThat(Json.asArray(codes)).contains(answer.problem().split(" ", 2)[1]);
    }
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void anAcceptThatIsNoneIsAProblem() {
    URI statistics = server().context().resolve("api/statistics");

    Answer answer = Http.get(statistics, "X-API-Key", Deployments.KEY, "Accept", "%%%");

    assertThat(answer.problem()).isEqualTo("406 not-acceptable");
  }

  @Test
  void aBatchIsPublishedAndEachMessageIsAnsweredAlone() {
    String group = Groups.fresh("shop");
    try (EventStream stream = EventStream.open(server(), group, StartAt.now())) {
      Answer answer =
          call(
              "POST",
              "publish",
              SHOP,
              """
              {"messages":[{"id":"a","groups":["%s"],"text":"one ü"},
                           {"id":"b","groups":["open.x"],"text":"not mine"},
                           {"id":"c","groups":["%s"],"json":{"two": 2}}]}
              """
                  .formatted(group, group));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(Json.asArray(answer.json().get("answers")))
          .extracting(each -> Json.asObject(each).get("status"))
          .containsExactly(202L, 403L, 202L);
      stream.hears("one ü", "{\"two\": 2}");
    }
  }

  @Test
  void aConnectionIsAddedToAGroupByItsChannelSentToAndRemoved() {
    String home = Groups.open();
    String group = Groups.fresh("shop");
    try (FanfareSocket socket = FanfareSocket.open(server(), home, StartAt.now())) {
      String member = "groups/" + group + "/channels/" + socket.channel();

      assertThat(call("PUT", member, SHOP, "").status()).isEqualTo(200);
      await().untilAsserted(() -> assertThat(group(group)).containsEntry("readers", 1L));
      publish(group, "hello");
      socket.hears("hello");
      assertThat(call("POST", "channels/" + socket.channel(), SHOP, "by name").status())
          .isEqualTo(202);
      await().until(() -> socket.messages().size() == 1);
      assertThat(call("DELETE", member, SHOP, "").status()).isEqualTo(204);
      await().untilAsserted(() -> assertThat(group(group)).containsEntry("readers", 0L));
      assertThat(call("GET", "groups/" + group, SHOP, "").body()).doesNotContain(socket.channel());
    }
  }

  @Test
  void whoIsBehindATrimIsToldAndWhoReadsAGroupThatIsBegunAnewIsToldToo() {
    String group = Groups.fresh("shop");
    publish(group, "1");
    String cursor = Http.get(server().groups(group, "after=start&wait=0")).cursor();
    publish(group, "2");
    publish(group, "3");
    publish(group, "4");

    Answer trimmed = call("DELETE", "groups/" + group + "/publications?through=3", SHOP, "");
    Answer behind = Http.get(server().groups(group, "wait=0&after=" + cursor));
    Answer anew = call("DELETE", "groups/" + group, SHOP, "");
    publish(group, "again");
    Answer after = Http.get(server().groups(group, "wait=0&after=" + behind.cursor()));

    assertThat(trimmed.json()).containsEntry("first", 4L).containsEntry("head", 4L);
    assertThat(behind.body())
        .contains("\"first\":2,\"last\":3,\"reason\":\"retention\"")
        .contains("\"text\":\"4\"");
    assertThat(anew.json()).containsEntry("first", 1L).containsEntry("head", 0L);
    assertThat(after.body())
        .contains("\"first\":5,\"last\":null,\"reason\":\"epoch\"")
        .contains("\"offset\":1,");
  }

  @Test
  void theGroupsOfAKeyAreListedAndTheirLogsRead() {
    String one = Groups.fresh("shop.list");
    String two = Groups.fresh("shop.list");
    publish(one, "in one");
    publish(two, "in two");

    Answer page = call("GET", "groups?match=shop.list.*&limit=1", SHOP, "");
    Answer next =
        call("GET", "groups?match=shop.list.*&after=" + page.json().get("next"), SHOP, "");
    Answer log = call("GET", "groups/" + one + "/publications?last=1", SHOP, "");

    assertThat(List.of(page, next))
        .flatExtracting(each -> Json.asArray(each.json().get("groups")))
        .containsExactlyInAnyOrder(one, two);
    assertThat(log.body()).contains("\"text\":\"in one\"");
    assertThat(call("GET", "groups/" + Groups.open(), SHOP, "").problem()).isEqualTo("403 refused");
  }

  @Test
  void whatIsNotThereIsAProblemThatNamesTheDescription() {
    assertThat(call("GET", "nothing", SHOP, "").problem()).isEqualTo("404 not-found");
    assertThat(call("POST", "groups", SHOP, "{}").problem()).isEqualTo("405 method");
  }

  private Map<String, Object> group(String group) {
    return call("GET", "groups/" + group, SHOP, "").json();
  }

  @Test
  void aCompressedBodyIsRefusedAndToldThatNoneIsTaken() {
    Answer answer =
        Http.post(
            server().api("publish"),
            "application/json",
            "{}",
            "Authorization",
            "Bearer " + SHOP,
            "Content-Encoding",
            "gzip");

    assertThat(answer.problem()).isEqualTo("415 unsupported-encoding");
    assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
  }

  private void publish(String group, String text) {
    new BackEnd(server(), SHOP).publish(group, text);
  }

  /**
   * Calls a route.
   *
   * @param key the key; empty to send none
   */
  private Answer call(String method, String route, String key, String body) {
    URI uri = server().context().resolve("api/" + route);
    String[] headers = key.isEmpty() ? new String[0] : new String[] {"X-API-Key", key};
    return Http.send(
        Http.request(uri, headers)
            .method(
                method,
                body.isEmpty() && !method.equals("POST")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body)));
  }
}
