package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client is given that asks again and again. */
@Law(
    value = {1, 2},
    on = {})
public interface PollPromises extends OnTheWire {
  @Test
  default void aPollIsAnsweredAtOnceIfThereIsSomethingToRead() {
    String group = Groups.open();
    Http.post(server().groups(group, ""), "text/plain", "hello");

    long before = System.nanoTime();
    Answer answer = Http.get(server().groups(group, "after=start&wait=20"));

    assertThat(since(before)).isLessThan(Duration.ofSeconds(5));
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.json()).containsOnlyKeys("cursor", "gaps", "publications");
    assertThat(Json.asArray(answer.json().get("publications")))
        .singleElement()
        .satisfies(one -> assertThat(Json.asObject(one)).containsEntry("text", "hello"));
  }

  @Test
  default void aPollIsAnsweredEmptyWithACursorAfterItsWait() {
    String group = Groups.open();

    long before = System.nanoTime();
    Answer answer = Http.get(server().groups(group, "wait=2"));

    assertThat(since(before)).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(8));
    assertThat(Json.asArray(answer.json().get("publications"))).isEmpty();
    assertThat(Json.asArray(answer.json().get("gaps"))).isEmpty();
    assertThat(answer.cursor()).isNotEmpty();
  }

  @Test
  default void aPollThatWaitsForNothingIsAnsweredAtOnce() {
    long before = System.nanoTime();
    Answer answer = Http.get(server().groups(Groups.open(), "wait=0"));

    assertThat(since(before)).isLessThan(Duration.ofSeconds(5));
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  default void answersAreExactlyAsLongAsTheySayAndTheConnectionIsKept() throws IOException {
    String group = Groups.open();
    try (RawHttp socket = RawHttp.to(server())) {
      String cursor = "start";
      for (int round = 0; round < 5; round++) {
        Http.post(server().groups(group, ""), "text/plain", "grüße " + round);
        socket.request(server(), "GET", server().target(group, "after=" + cursor));

        RawHttp.Response answer = socket.response();
        assertThat(answer.header("Content-Length")).isNotEmpty();
        assertThat(answer.header("Connection")).isNotEqualToIgnoringCase("close");
        assertThat(answer.body()).contains("grüße " + round).doesNotContain("grüße " + (round - 1));
        cursor = (String) Json.object(answer.body()).get("cursor");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|application/json",
        "application/json|application/json",
        "application/*;q=0.1, */*;q=0.1|application/json",
        "text/html|text/html",
        "text/html;q=0.3, application/json;q=0.4|application/json",
        "text/html;q=0.9, application/json;q=0.4|text/html",
        "text/html, application/json|text/html",
        "application/json, text/event-stream|application/json",
        "text/event-stream;q=0.2, */*|text/event-stream"
      })
  default void theAcceptHeaderChoosesTheFace(String accept, String type) throws IOException {
    try (RawHttp socket = RawHttp.to(server())) {
      socket.request(
          server(), "GET", server().target(Groups.open(), "wait=0"), "Accept: " + accept);

      RawHttp.Response head = socket.head();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Type")).startsWith(type);
    }
  }

  @Test
  default void noAcceptHeaderMeansAPoll() throws IOException {
    try (RawHttp socket = RawHttp.to(server())) {
      socket.request(server(), "GET", server().target(Groups.open(), "wait=0"));

      assertThat(socket.head().header("Content-Type")).startsWith("application/json");
    }
  }

  @Test
  default void anOfferOfAnotherUpgradeIsPassedOver() throws IOException {
    try (RawHttp socket = RawHttp.to(server())) {
      socket.request(
          server(),
          "GET",
          server().target(Groups.open(), "wait=0"),
          "Connection: Upgrade",
          "Upgrade: irc/6.9");

      assertThat(socket.head().header("Content-Type")).startsWith("application/json");
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
