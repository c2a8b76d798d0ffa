package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Quirks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the URL answers besides reading and publishing. */
public interface MethodPromises extends OnTheWire {
  @Test
  default void optionsTellsWhatIsAllowed() {
    Answer answer = ask("OPTIONS");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Allow").split(", *"))
        .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "POST", "PUT");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream", "application/json", "text/html", "*/*"})
  default void headIsAnsweredAtOnceLikeItsGet(String accept) {
    Answer answer = ask("HEAD", "Accept", accept);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type"))
        .startsWith(accept.equals("*/*") ? "application/json" : accept);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  default void headIsRefusedLikeItsGet() {
    Answer answer =
        Http.send(
            Http.request(server().groups("closed", "")).method("HEAD", BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PATCH", "PROPFIND", "get"})
  default void anotherMethodIsToldWhichThereAre(String method) {
    Answer answer = ask(method);

    if (method.equals("get") && Quirks.ignoresTheCaseOfMethods()) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json()).containsKeys("cursor", "gaps", "publications");
    } else {
      assertThat(answer.problem()).isEqualTo("405 method");
      assertThat(answer.header("Allow")).contains("GET").contains("PUT");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/*", "application/*;q=0.1, image/png"})
  default void aRangeOfTypesMeansItsFace(String accept) {
    Answer answer = Http.get(server().groups(Groups.open(), "wait=0"), "Accept", accept);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "application/xml, text/plain;q=0.5", "application/json;q=0"})
  default void aFaceThatIsNoneIsNotAcceptable(String accept) {
    Answer answer = Http.get(server().groups(Groups.open(), "wait=0"), "Accept", accept);

    assertThat(answer.problem()).isEqualTo("406 not-acceptable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"})
  default void everyAnswerSaysHowItMayBeKeptAndTaken(String method) {
    for (String group : new String[] {Groups.open(), "closed", "-"}) {
      Answer answer =
          Http.send(
              Http.request(server().groups(group, "wait=0"))
                  .header("Content-Type", "text/plain")
                  .method(method, BodyPublishers.ofString(method.startsWith("P") ? "x" : "")));

      assertThat(answer.header("Vary").split(", *"))
          .as("%s %s", method, group)
          .containsExactly("Accept", "Origin");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"groups", "groups/", "groups/a/b", "api/nothing"})
  default void anotherPathIsNotFoundOrNoName(String path) {
    Answer answer = Http.get(server().context().resolve(path));

    assertThat(answer.problem()).isIn("404 not-found", "400 invalid-name");
  }

  private Answer ask(String method, String... headers) {
    return Http.send(
        Http.request(server().groups(Groups.open(), "wait=0"), headers)
            .method(method, BodyPublishers.noBody()));
  }
}
