package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Server;

/**
 * A group, as programs other than the browser reach it. Safe for use by any thread.
 *
 * @param server the server itself, even if the browser comes by a relay
 * @param name the group's name
 */
record Group(Server server, String name) {
  /** More messages than the log of a group of {@link #SHORT_LOGS} retains. */
  static final int TOO_MANY = 300;

  /** Settings with groups {@code demo.short.*} and {@code demo.board} that retain 100 messages. */
  static final String SHORT_LOGS =
      """
      groups = [
        { match = "demo.board", join = anyone, publish = anyone, history.count = 100 }
        { match = "demo.short.*", join = anyone, publish = anyone, history.count = 100 }
        { match = "demo.*", join = anyone, publish = anyone }
        { match = "notices", join = anyone, publish = nobody }
      ]
      """;

  /** Returns its address. */
  URI url() {
    return server.groups(name, "");
  }

  /** Publishes {@code text}, which must be accepted. */
  Answer publish(String text) {
    Answer answer = Http.post(url(), "text/plain", text);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer;
  }

  /** Publishes the numbers {@code from} to {@code to}, one request each. */
  void publishNumbers(int from, int to) {
    for (int number = from; number <= to; number++) {
      publish(String.valueOf(number));
    }
  }

  /** Publishes {@code prefix-1} to {@code prefix-count} in one request. */
  void publishLines(String prefix, int count) {
    String lines =
        IntStream.rangeClosed(1, count)
            .mapToObj(line -> prefix + "-" + line + "\n")
            .collect(Collectors.joining());
    Answer answer = Http.send(Http.request(url()).PUT(BodyPublishers.ofString(lines)));
    assertThat(answer.json().get("accepted")).as(answer.body()).isEqualTo((long) count);
  }

  /** Returns the offset of the oldest publication retained. */
  long oldest() {
    Answer answer = Http.get(server.groups(name, "after=start&wait=0"));
    List<Object> publications = Json.asArray(answer.json().get("publications"));
    return (Long) Json.asObject(publications.get(0)).get("offset");
  }

  /** Returns the numbers 1 to {@code count}, as texts. */
  static List<String> numbers(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
  }
}
