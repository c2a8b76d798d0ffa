package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;

/**
 * A back end that uses the API with a key.
 *
 * @param server whose API it uses
 * @param key its key
 */
public record BackEnd(Server server, String key) {
  /** Calls a route without a body. */
  public Answer call(String method, String route) {
    return Http.send(
        Http.request(server.api(route), "X-API-Key", key).method(method, BodyPublishers.noBody()));
  }

  /** Posts JSON to a route. */
  public Answer post(String route, String json) {
    return Http.post(server.api(route), "application/json", json, "X-API-Key", key);
  }

  /** Publishes a text to a group, which must be accepted. */
  public void publish(String group, String text) {
    Answer answer =
        post(
            "publish",
            "{\"messages\":[{\"groups\":[\"" + group + "\"],\"text\":\"" + text + "\"}]}");
    assertThat(answer.body()).contains("\"status\":202");
  }

  /** Gets a ticket, which must be issued, and must be kept by nobody on the way. */
  public String ticket(String json) {
    Answer answer = post("tickets", json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    return (String) answer.json().get("ticket");
  }
}
