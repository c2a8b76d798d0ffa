package org.fanfare.wire.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Server;

/**
 * A caller with a few keys among one with very many: it publishes with keys of both kinds, one of a
 * request and those of lines, and later the same again, of which nothing may be new. For one thread
 * at a time.
 */
final class OtherCaller {
  /** What a node's settings have for it. */
  static final String SETTINGS =
      "keys += { name = other, key = fedcba9876543210-other, may = [publish], groups = [\"log.*\"] }\n";

  private static final String AUTHORIZATION = "Bearer fedcba9876543210-other";
  private static final String GROUP = "log.other";
  private static final int LINES = 100;

  private final Server server;
  private int rounds;

  OtherCaller(Server server) {
    this.server = server;
  }

  /** Publishes something new. */
  void publishes() {
    rounds++;
    assertThat(message().header("Idempotency-Replayed")).isEmpty();
    lines();
  }

  /** Publishes the same again. */
  void publishesAgain() {
    assertThat(message().header("Idempotency-Replayed")).isEqualTo("true");
    lines();
  }

  /** Fails if anything of it was published twice. */
  void hasPublishedEachOnce() {
    Answer last = post("", "text/plain", "the last", "the last");
    assertThat(last.offset(GROUP)).isEqualTo(rounds * (LINES + 1L) + 1);
  }

  private Answer message() {
    return post("", "text/plain", "message " + rounds, "message-" + rounds);
  }

  private void lines() {
    String lines =
        IntStream.rangeClosed(1, LINES)
            .mapToObj(n -> "{\"uuid\":\"other-%d-%d\"}\n".formatted(rounds, n))
            .collect(Collectors.joining());
    Answer answer = post("key=uuid", "application/x-ndjson", lines, "");
    assertThat(answer.json()).containsEntry("accepted", (long) LINES);
  }

  private Answer post(String query, String type, String body, String key) {
    String[] headers =
        key.isEmpty()
            ? new String[] {"Authorization", AUTHORIZATION}
            : new String[] {
              "Authorization", AUTHORIZATION, "Idempotency-Key", key.replace(' ', '-')
            };
    Answer answer = Http.post(server.groups(GROUP, query), type, body, headers);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer;
  }
}
