package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.fanfare.wire.kit.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators are shown, and nobody else. */
public interface StatisticsPromises extends OnTheWire {
  @ParameterizedTest
  @ValueSource(strings = {"statistics", "metrics"})
  default void figuresAreForTheKeyAlone(String path) {
    Answer without = Http.get(server().api(path));
    Answer wrong = Http.get(server().api(path), "Authorization", "Bearer wrong");
    Answer basic = Http.get(server().api(path), "Authorization", "Basic " + Deployments.KEY);
    Answer inUrl = Http.get(server().context().resolve("api/" + path + "?key=" + Deployments.KEY));
    Answer right = Http.get(server().api(path), "Authorization", "Bearer " + Deployments.KEY);

    assertThat(without.status()).isEqualTo(401);
    assertThat(wrong.status()).isIn(401, 403);
    assertThat(basic.status()).isIn(401, 403);
    assertThat(inUrl.status()).isEqualTo(401);
    assertThat(right.status()).isEqualTo(200);
    assertThat(Http.get(server().api("application.wadl")).status()).isIn(401, 404);
  }

  @Test
  default void figuresCountWhatIsThere() {
    String group = Groups.open();
    Statistics before = Statistics.of(server());
    try (Listener listener = ReadTransport.SSE.listen(server(), group, StartAt.now())) {
      Http.post(server().groups(group, ""), "text/plain", "counted");
      listener.hears("counted");

      Statistics after = Statistics.of(server());
      assertThat(after.at("connections", "sse")).isPositive();
      assertThat(after.at("groups")).isGreaterThan(before.at("groups"));
      assertThat(after.at("published")).isEqualTo(before.at("published") + 1);
      assertThat(after.at("delivered")).isGreaterThan(before.at("delivered"));
      assertThat(after.at("log", "publications")).isGreaterThan(before.at("log", "publications"));
      assertThat(after.at("log", "bytes")).isGreaterThan(before.at("log", "bytes"));
    }
  }

  @Test
  default void aPublicationIsEncodedOnceForEachFormatThatIsRead() {
    String group = Groups.open();
    try (Listener one = ReadTransport.SSE.listen(server(), group, StartAt.now());
        Listener two = ReadTransport.SSE.listen(server(), group, StartAt.now());
        Listener three = ReadTransport.WEBSOCKET.listen(server(), group, StartAt.now());
        Listener four = ReadTransport.WEBSOCKET.listen(server(), group, StartAt.now())) {
      Statistics before = Statistics.of(server());

      Http.post(server().groups(group, ""), "text/plain", "encoded once");

      for (Listener each : new Listener[] {one, two, three, four}) {
        each.hears("encoded once");
      }
      Statistics after = Statistics.of(server());
      for (String format : new String[] {"json", "sse"}) {
        assertThat(after.at("encodings", format))
            .as(format)
            .isEqualTo(before.at("encodings", format) + 1);
      }
    }
  }

  @Test
  default void noFigureNamesAGroup() {
    String group = Groups.open();
    Http.post(server().groups(group, ""), "text/plain", "unnamed");
    for (String path : new String[] {"statistics", "metrics"}) {
      Answer answer = Http.get(server().api(path), "Authorization", "Bearer " + Deployments.KEY);

      assertThat(answer.body()).doesNotContain(group);
    }
  }
}
