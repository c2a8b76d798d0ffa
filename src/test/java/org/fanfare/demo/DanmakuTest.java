package org.fanfare.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.fanfare.consumer.Problem;
import org.fanfare.consumer.test.TestClient;
import org.fanfare.consumer.test.TestFanfare;
import org.fanfare.demo.Danmaku.Comment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Comments over a video. Rules P12, P17 and P36. */
final class DanmakuTest {
  private static final String LONGEST = "x".repeat(80);

  private final TestFanfare fanfare = TestFanfare.of(Danmaku.class, Danmaku::new);
  private final TestClient ann = watches("waves");
  private final TestClient bob = watches("waves");

  private TestClient watches(String video) {
    return fanfare.guest().connect("/demo/danmaku/" + video);
  }

  @AfterEach
  void nothingFailedUnseen() {
    fanfare.close();
  }

  @Test
  void whatOneSaysComesToAllWhoWatchTheSameVideoNow() {
    TestClient elsewhere = watches("fire");

    ann.send("comment", new Comment(LONGEST));

    assertThat(ann.texts("comment")).containsExactly(LONGEST);
    assertThat(bob.texts("comment")).containsExactly(LONGEST);
    elsewhere.hasNothing();
    watches("waves").hasNothing();
  }

  @Test
  void fiveCommentsInTenSecondsAreAcceptedFromEach() {
    for (int i = 1; i <= 7; i++) {
      ann.send("comment", new Comment("number " + i));
    }
    bob.send("comment", new Comment("another's"));

    assertThat(ann.next("problem", Problem.class).code()).isEqualTo("too-fast");
    assertThat(bob.texts("comment"))
        .containsExactly("number 1", "number 2", "number 3", "number 4", "number 5", "another's");

    fanfare.clock().advance(Duration.ofSeconds(10));
    ann.send("comment", new Comment("later"));

    assertThat(bob.texts("comment")).containsExactly("later");
  }

  static List<String> unfit() {
    return List.of("", "  ", LONGEST + "x");
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void whatIsEmptyOrTooLongIsToldToItsSenderAlone(String text) {
    ann.send("comment", new Comment(text));

    assertThat(ann.next("problem", Problem.class).code()).isEqualTo("invalid-message");
    bob.hasNothing();
  }
}
