package org.fanfare.wire.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Server;

/**
 * All lines that a reader of the group has seen who reads on where it was after each interruption.
 * For one thread at a time.
 */
final class Board {
  /** The group of the lines. */
  static final String GROUP = "log.all";

  /** The settings of a node on which it is: everyone reads it, and who has a key publishes. */
  static final String SETTINGS =
      """
        groups = [{
          match = "log.*", join = anyone, publish = key, history.count = 20000, history.bytes = 16 MiB
        }]
        message.max-size = 1 KiB
        demo.clock = false
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration FOR_EACH = Duration.ofMillis(2);
  private static final int MOST_ANSWERS = 1_000;

  private final Server server;
  private final List<Map<String, Object>> lines = new ArrayList<>();
  private String from = "start";

  Board(Server server) {
    this.server = server;
  }

  /** The texts that a log has which is numbered from {@code first} to {@code last}. */
  static List<String> numbered(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> "line " + i).toList();
  }

  /** Waits until these texts are on the board, each once, and nothing else. */
  void shows(List<String> texts) {
    await()
        .atMost(PATIENCE.plus(FOR_EACH.multipliedBy(texts.size())))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              readOn();
              assertThat(lines.size()).isGreaterThanOrEqualTo(texts.size());
            });
    readOn();
    assertThat(texts().sorted().toList()).isEqualTo(texts.stream().sorted().toList());
  }

  /** Waits until these numbered texts are on the board. */
  void showsUpTo(int last) {
    shows(numbered(1, last));
  }

  /** The texts of all lines seen so far. */
  Stream<String> texts() {
    return lines.stream().map(line -> String.valueOf(line.get("text")));
  }

  /** The first line that was seen. */
  Map<String, Object> first() {
    return lines.get(0);
  }

  /** Reads what there is to be read; a server that is away is asked again later. */
  private void readOn() {
    for (int answers = 0; answers < MOST_ANSWERS; answers++) {
      Answer answer;
      try {
        answer = Http.get(server.groups(GROUP, "wait=0&after=" + from));
      } catch (UncheckedIOException away) {
        return;
      }
      if (answer.status() != 200) {
        return;
      }
      List<Object> publications = Json.asArray(answer.json().get("publications"));
      publications.forEach(one -> lines.add(Json.asObject(Json.asObject(one).get("json"))));
      from = (String) answer.json().get("cursor");
      if (publications.isEmpty()) {
        return;
      }
    }
    throw new AssertionError("the group never ends");
  }
}
