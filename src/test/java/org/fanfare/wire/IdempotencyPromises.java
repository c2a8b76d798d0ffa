package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@code Idempotency-Key} protects from. */
@Law(
    value = 4,
    on = {})
public interface IdempotencyPromises extends OnTheWire {
  @Test
  default void aRetryIsGivenTheFirstAnswerAgain() {
    String group = Groups.open();

    Answer first = post(group, "hello", "retry-me");
    Answer again = post(group, "hello", "retry-me");
    Answer next = post(group, "hello", "another-key");

    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(next.offset(group)).isEqualTo(2);
  }

  @Test
  default void aKeyIsNotForAnotherBody() {
    String group = Groups.open();
    post(group, "hello", "one-body");

    Answer other = post(group, "other", "one-body");

    assertThat(other.problem()).isEqualTo("422 key-reused");
    assertThat(post(group, "end", "end").offset(group)).isEqualTo(2);
  }

  @Test
  default void theSameKeyIsFreeForOtherGroups() {
    String first = Groups.open();
    String second = Groups.open();

    post(first, "hello", "shared");
    Answer other = post(second, "hello", "shared");
    Answer both = post(first + "," + second, "hello", "shared");

    assertThat(other.offset(second)).isEqualTo(1);
    assertThat(both.offset(second)).isEqualTo(2);
  }

  @Test
  default void requestsAtTheSameTimeWithOneKeyPublishOnce() {
    String group = Groups.open();

    List<CompletableFuture<HttpResponse<String>>> asked =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    Http.CLIENT.sendAsync(
                        Http.request(server().groups(group, ""))
                            .header("Content-Type", "text/plain")
                            .header("Idempotency-Key", "at-the-same-time")
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("hello"))
                            .build(),
                        BodyHandlers.ofString()))
            .toList();

    List<String> bodies =
        asked.stream().map(one -> one.orTimeout(20, TimeUnit.SECONDS).join().body()).toList();
    assertThat(bodies).containsOnly(bodies.get(0));
    assertThat(post(group, "end", "end").offset(group)).isEqualTo(2);
  }

  @Test
  default void aLineStreamMayBeSentAgainWhole() {
    String group = Groups.open();

    Answer some = lines(group, "one\ntwo\n");
    Answer all = lines(group, "one\ntwo\nthree\n");

    assertThat(some.json()).containsEntry("accepted", 2L);
    assertThat(all.json()).containsEntry("accepted", 3L);
    assertThat(post(group, "end", "end").offset(group)).isEqualTo(4);
  }

  @Test
  default void lineNOfAStreamHasTheKeyOfThatLine() {
    String group = Groups.open();
    lines(group, "one\ntwo\n");

    Answer again = post(group, "two", "stream/2");

    assertThat(again.offset(group)).isEqualTo(2);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  default void aLineThatDiffersEndsTheStream() {
    String group = Groups.open();
    lines(group, "one\ntwo\n");

    Answer other = lines(group, "one\nTWO\nthree\n");

    assertThat(other.problem()).isEqualTo("422 key-reused");
    assertThat(other.json()).containsEntry("accepted", 1L);
    assertThat(post(group, "end", "end").offset(group)).isEqualTo(3);
  }

  @Test
  default void aLineWithItsOwnKeyIsPublishedOnceInWhateverRequestItComes() {
    String group = Groups.open();

    Answer first = keyed(group, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    Answer again = keyed(group, "{\"id\":\"b\"}\n{\"id\":\"c\"}\n{\"id\":\"a\"}\n");

    assertThat(first.json()).containsEntry("accepted", 2L);
    assertThat(again.json()).containsEntry("accepted", 3L);
    assertThat(post(group, "end", "end").offset(group)).isEqualTo(4);
    assertThat(keyed(group, "{\"id\":\"a\",\"n\":1}\n").problem()).isEqualTo("422 key-reused");
    assertThat(keyed(group, "{\"n\":1}\n").problem()).isEqualTo("400 invalid-key");
  }

  private Answer keyed(String group, String lines) {
    return Http.post(server().groups(group, "key=id"), "application/x-ndjson", lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "129"})
  default void aKeyThatIsNoneIsRefused(String key) {
    String sent = key.equals("129") ? "k".repeat(129) : key;

    assertThat(post(Groups.open(), "x", sent).problem()).isEqualTo("400 invalid-key");
  }

  private Answer post(String group, String body, String key) {
    return Http.post(server().groups(group, ""), "text/plain", body, "Idempotency-Key", key);
  }

  private Answer lines(String group, String lines) {
    return Http.post(
        server().groups(group, "lines"), "text/plain", lines, "Idempotency-Key", "stream");
  }
}
