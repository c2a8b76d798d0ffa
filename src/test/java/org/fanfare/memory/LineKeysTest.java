package org.fanfare.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.TurnedClock;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;

/** Keys of numbered lines give way to one another, and a stream may be sent again nevertheless. */
@Law(6)
final class LineKeysTest {
  private static final Duration AGE = Duration.ofMinutes(5);
  private static final GroupName GROUP = new GroupName("any.group");
  private static final int COUNT = 100;
  private static final int EACH = 60;
  private static final PublishKey.Owner ANNA = new PublishKey.Owner("user:anna", false);
  private static final PublishKey.Owner SEVEN = new PublishKey.Owner("address:192.0.2.7", true);
  private static final PublishKey.Owner EIGHT = new PublishKey.Owner("address:192.0.2.8", true);

  private final TurnedClock clock = new TurnedClock();
  private final RememberedKeys keys =
      new RememberedKeys(new LayerLimits.Keys(COUNT, 1 << 20, AGE, EACH, 10), clock);
  private int published;

  private Outcome<Receipt> publish(PublishKey key) {
    return LayerRig.answer(
        keys.once(
            GROUP,
            key,
            () -> Outcome.done(new Receipt(new Position(new Epoch(1), ++published), 0, false))));
  }

  private boolean isNew(PublishKey key) {
    return publish(key) instanceof Outcome.Done<Receipt> done && !done.get().replayed();
  }

  private static PublishKey line(PublishKey.Owner owner, String stream, int number) {
    return new PublishKey(
        stream + "/" + number,
        "line " + number,
        null,
        new PublishKey.Line(stream, number, true),
        owner);
  }

  private static PublishKey plain(PublishKey.Owner owner, String key, String text) {
    return new PublishKey(key, text, null, null, owner);
  }

  private void stream(PublishKey.Owner owner, String stream, int lines) {
    IntStream.rangeClosed(1, lines).forEach(i -> publish(line(owner, stream, i)));
  }

  @Test
  void aStreamOfAnyLengthTakesHalfOfTheRoomAndLeavesTheOthersTheirs() {
    stream(SEVEN, "flood", 1100);

    assertThat(published).isEqualTo(1100);
    assertThat(keys.size()).isEqualTo(COUNT / 2);
    for (int i = 0; i < EACH; i++) {
      assertThat(isNew(plain(ANNA, "k" + i, "text"))).isTrue();
    }
    for (int i = 0; i < EACH; i++) {
      assertThat(isNew(plain(ANNA, "k" + i, "text"))).isFalse();
    }
  }

  @Test
  void aLaterRequestWithTheKeyOfALineFindsIt() {
    stream(SEVEN, "s", 3);

    assertThat(isNew(plain(SEVEN, "s/2", "line 2"))).isFalse();
    assertThat(publish(plain(SEVEN, "s/2", "another")))
        .isEqualTo(Outcome.refused(Refusal.KEY_REUSED));
    assertThat(isNew(plain(SEVEN, "s/4", "line 4"))).isTrue();
    assertThat(isNew(line(SEVEN, "s", 4))).as("the other way round").isFalse();
  }

  @Test
  void aStreamThatIsSentAgainIsPublishedOnceHoweverLongItIs() {
    stream(SEVEN, "s", 500);

    stream(SEVEN, "s", 501);

    assertThat(published).isEqualTo(501);
    assertThat(publish(line(SEVEN, "s", 3)))
        .isInstanceOfSatisfying(
            Outcome.Done.class, done -> assertThat(((Receipt) done.get()).replayed()).isTrue());
  }

  @Test
  void inAnotherGroupTheSameStreamIsPublished() {
    stream(SEVEN, "s", 500);

    Outcome<Receipt> there =
        LayerRig.answer(
            keys.once(
                new GroupName("any.other"),
                line(SEVEN, "s", 1),
                () -> Outcome.done(new Receipt(new Position(new Epoch(2), 1), 0, false))));

    assertThat(((Outcome.Done<Receipt>) there).get().replayed()).isFalse();
  }

  @Test
  void aLineThatWasRefusedIsPublishedWhenItComesAgain() {
    stream(SEVEN, "s", 80);
    Outcome<Receipt> refused = Outcome.refused(Refusal.MEMORY_FULL);
    assertThat(LayerRig.answer(keys.once(GROUP, line(SEVEN, "s", 81), () -> refused)))
        .isEqualTo(refused);

    stream(SEVEN, "s", 81);

    assertThat(published).isEqualTo(81);
  }

  @Test
  void aStreamThatIsOutOfOrderIsKnownByTheKeysOfItsLinesAlone() {
    for (int i = 1; i <= 80; i++) {
      publish(
          new PublishKey("s/" + i, "line " + i, null, new PublishKey.Line("s", i, false), SEVEN));
    }

    PublishKey early =
        new PublishKey("s/1", "line 1", null, new PublishKey.Line("s", 1, false), SEVEN);
    PublishKey late =
        new PublishKey("s/80", "line 80", null, new PublishKey.Line("s", 80, false), SEVEN);

    assertThat(isNew(late)).isFalse();
    assertThat(isNew(early)).isTrue();
  }

  @Test
  void ofALongStreamTheBeginningIsKnownUntilItsLastLineIsTooOld() {
    stream(SEVEN, "s", 10);
    clock.advance(AGE.minusMillis(1));
    publish(line(SEVEN, "s", 11));
    clock.advance(AGE.minusMillis(1));
    keys.forgetOld();

    stream(SEVEN, "s", 11);
    assertThat(published).isEqualTo(11);
    clock.advance(AGE);
    keys.forgetOld();

    assertThat(keys.size()).isZero();
    assertThat(isNew(line(SEVEN, "s", 1))).isTrue();
  }

  @Test
  void manyStreamsOfOneCallerCostAnotherNone() {
    stream(ANNA, "quiet", 20);

    for (int i = 0; i < 1000; i++) {
      stream(SEVEN, "busy" + i, 3);
    }

    IntStream.rangeClosed(1, 20)
        .forEach(i -> assertThat(isNew(plain(ANNA, "quiet/" + i, "line " + i))).isFalse());
  }

  @Test
  void oneCallerHasAShareOfTheKeysAndStrangersLeaveSomeToTheOthers() {
    for (int i = 0; i < EACH; i++) {
      assertThat(isNew(plain(SEVEN, "a" + i, "x"))).isTrue();
    }
    assertThat(publish(plain(SEVEN, "more", "x")))
        .isEqualTo(Outcome.refused(Refusal.KEYS_OF_CALLER));
    assertThat(isNew(plain(SEVEN, "a0", "x"))).as("a known one").isFalse();
    for (int i = 0; i < 30; i++) {
      assertThat(isNew(plain(EIGHT, "b" + i, "x"))).isTrue();
    }
    assertThat(publish(plain(EIGHT, "more", "x")))
        .isEqualTo(Outcome.refused(Refusal.TOO_MANY_KEYS));
    for (int i = 0; i < 10; i++) {
      assertThat(isNew(plain(ANNA, "c" + i, "x"))).isTrue();
    }
    assertThat(keys.size()).isEqualTo(COUNT);

    clock.advance(AGE);
    keys.forgetOld();

    assertThat(isNew(plain(SEVEN, "more", "x"))).isTrue();
    assertThat(isNew(plain(EIGHT, "more8", "x"))).isTrue();
  }

  @Test
  void aKeyWithoutAnOwnerHasNoShare() {
    for (int i = 0; i < COUNT; i++) {
      assertThat(isNew(new PublishKey("k" + i, "x"))).isTrue();
    }
    assertThat(publish(new PublishKey("more", "x")))
        .isEqualTo(Outcome.refused(Refusal.TOO_MANY_KEYS));
  }
}
