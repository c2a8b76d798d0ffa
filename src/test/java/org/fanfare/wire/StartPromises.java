package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a reader starts, on each face with a cursor. */
@Law(
    value = {2, 3},
    on = {})
public interface StartPromises extends OnTheWire {
  @ParameterizedTest
  @EnumSource
  default void aReaderStartsAtNow(ReadTransport face) {
    String group = Groups.open();
    publish(group, "before");
    try (Listener listener = face.listen(server(), group, StartAt.now())) {
      publish(group, "after");

      listener.hears("after");
    }
  }

  @ParameterizedTest
  @EnumSource
  default void aReaderMayStartAtTheOldestRetained(ReadTransport face) {
    String group = Groups.open();
    publish(group, "one");
    publish(group, "two");
    try (Listener listener = face.listen(server(), group, StartAt.start())) {
      listener.hears("one", "two");
    }
  }

  @ParameterizedTest
  @EnumSource
  default void aReaderMayStartWithTheNewestOfEachGroup(ReadTransport face) {
    String first = Groups.open();
    String second = Groups.open();
    for (String group : new String[] {first, second}) {
      publish(group, group + " old");
      publish(group, group + " new");
      publish(group, group + " newest");
    }
    String both = first + "," + second;
    try (Listener two = face.listen(server(), both, StartAt.last(2));
        Listener none = face.listen(server(), both, StartAt.last(0));
        Listener more = face.listen(server(), both, StartAt.last(1_000_000))) {
      publish(first, "end");

      await()
          .untilAsserted(
              () ->
                  assertThat(two.bodies())
                      .containsExactlyInAnyOrder(
                          first + " new",
                          first + " newest",
                          second + " new",
                          second + " newest",
                          "end"));
      none.hears("end");
      await().until(() -> more.bodies().size() == 7);
      assertThat(more.gaps()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Law(3)
  default void aCursorOfOneFaceIsGoodOnTheNext(ReadTransport face) {
    String group = Groups.open();
    String cursor;
    try (Listener before = face.listen(server(), group, StartAt.now())) {
      publish(group, "one");
      before.hears("one");
      cursor = before.cursor();
    }
    publish(group, "two");

    try (Listener after = face.next().listen(server(), group, StartAt.after(cursor))) {
      after.hears("two");
    }
  }

  @ParameterizedTest
  @EnumSource
  default void aGroupThatTheCursorLacksStartsAtNowAndOneThatTheUrlLacksIsIgnored(
      ReadTransport face) {
    String kept = Groups.open();
    String dropped = Groups.open();
    String added = Groups.open();
    String cursor = Http.get(server().groups(kept + "," + dropped, "wait=0")).cursor();
    publish(added, "unread");
    publish(dropped, "ignored");
    publish(kept, "read");

    String names = kept + "," + added;
    try (Listener listener = face.listen(server(), names, StartAt.after(cursor))) {
      listener.hears("read");
      publish(added, "read too");
      listener.hears("read", "read too");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2C", "%2c", ","})
  default void aCommaMayBeEncoded(String comma) {
    String first = Groups.open();
    String second = Groups.open();

    Answer answer = Http.post(server().groups(first + comma + second, ""), "text/plain", "both");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.offset(first)).isEqualTo(1);
    assertThat(answer.offset(second)).isEqualTo(1);
  }

  private void publish(String group, String body) {
    assertThat(Http.post(server().groups(group, ""), "text/plain", body).status()).isEqualTo(202);
  }
}
