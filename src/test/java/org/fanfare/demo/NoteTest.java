package org.fanfare.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fanfare.consumer.Problem;
import org.fanfare.consumer.test.TestClient;
import org.fanfare.consumer.test.TestFanfare;
import org.fanfare.log.Gap;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The note, which does not understand what its pages write. Rules P13, P17 and P37. */
final class NoteTest {
  private static final byte[] CHANGE = {Note.SYNC, 2, 3, 'a', 'b', 'c'};
  private static final byte[] TO = {Note.POINTER, 1, 2, 3, 4};
  private static final int KEPT = 1_000; // by the log of a group without a rule, as here

  private final TestFanfare fanfare = TestFanfare.of(Note.class, Note::new);
  private final TestClient ann = enters();
  private final byte[] annsNumber = numberIn(next(Note.HELLO, ann));
  private final TestClient bob = enters();

  private TestClient enters() {
    return fanfare.guest().connect("/demo/note/list");
  }

  @AfterEach
  void nothingFailedUnseen() {
    fanfare.close();
  }

  @Test
  void whatOneChangesComesToAllWhoAreHere() {
    ann.send(CHANGE);

    assertThat(next(Note.SYNC, bob)).isEqualTo(CHANGE);
    assertThat(next(Note.SYNC, ann)).isEqualTo(CHANGE);
  }

  @Test
  void theNoteIsThereForWhoeverEntersAfterAllHaveLeft() {
    ann.send(CHANGE);
    ann.closes();
    bob.closes();

    TestClient eve = enters();

    assertThat(next(Note.SYNC, eve)).isEqualTo(CHANGE);
  }

  @Test
  void whoeverEntersIsToldByAGapThatTheLogHasLostItsBeginning() {
    change(KEPT);
    int published = note().size();

    TestClient eve = enters();

    Gap gap = eve.nextGap();
    assertThat(gap.group().value()).isEqualTo("demo-note.list");
    assertThat(gap.first()).isEqualTo(1);
    assertThat(gap.last()).isEqualTo(published + 1 - KEPT);
  }

  @Test
  void allOfTheNoteIsWantedAtTheFirstChangeOfAPageAndThenAfterEveryTwoHundred() {
    change(1);
    assertThat(wanted()).isEqualTo(1);

    change(150);
    assertThat(wanted()).isEqualTo(1);

    change(400);
    assertThat(wanted()).isEqualTo(3);
  }

  @Test
  void allOfTheNoteIsWantedAtTheFirstChangeInAnHour() {
    change(1);
    fanfare.clock().advance(Duration.ofMinutes(59));
    change(1);
    assertThat(wanted()).isEqualTo(1);

    fanfare.clock().advance(Duration.ofMinutes(1));
    change(1);

    assertThat(wanted()).isEqualTo(2);
  }

  @Test
  void allOfTheNoteIsWantedAfterAChangeThatIsLarge() {
    change(1);

    ann.send(Arrays.copyOf(CHANGE, 1_001));

    assertThat(wanted()).isEqualTo(2);
  }

  @Test
  void aPageThatMissesSomethingAsksForAllOfIt() {
    bob.send(new byte[] {Note.MARK});

    assertThat(wanted()).isEqualTo(1);
  }

  @Test
  void whoReadsAMarkAndThenAWholeThatNamesItHasThemInThisOrder() {
    ann.send(CHANGE);
    byte[] mark = next(Note.MARK, ann); // its own, as it entered
    while (mark[5] == 0) {
      mark = next(Note.MARK, ann);
    }
    byte[] whole = bytes(Note.WHOLE, numberIn(mark), (byte) 7);

    ann.send(whole);

    TestClient eve = enters();
    next(Note.SYNC, eve);
    assertThat(next(Note.MARK, eve)).isEqualTo(mark);
    assertThat(next(Note.WHOLE, eve)).isEqualTo(whole);
  }

  @Test
  void aPointerComesToTheOthersWithWhoseItIsAndIsNotKept() {
    ann.send(TO);

    assertThat(next(Note.POINTER, bob))
        .isEqualTo(bytes(Note.POINTER, annsNumber, (byte) 1, (byte) 2, (byte) 3, (byte) 4));
    assertThat(note()).noneMatch(message -> message[0] == Note.POINTER);
  }

  @Test
  void aPointerMovesTwentyTimesInASecondAndNotMore() {
    for (int i = 0; i < 30; i++) {
      ann.send(TO);
    }
    assertThat(pointers()).hasSize(20);

    fanfare.clock().advance(Duration.ofSeconds(1));
    ann.send(TO);

    assertThat(pointers()).hasSize(21);
  }

  @Test
  void whoLeavesTakesItsPointerAlong() {
    ann.closes();

    assertThat(next(Note.POINTER, bob)).isEqualTo(bytes(Note.POINTER, annsNumber));
  }

  @Test
  void aQuestionOfYjsIsAnsweredAtOnceSinceAllIsRelayed() {
    byte[] nothing = {Note.SYNC, 1, 2, 0, 0};

    ann.send(new byte[] {Note.SYNC, 0, 1, 0});

    assertThat(next(Note.SYNC, ann)).isEqualTo(nothing);
    assertThat(note()).noneMatch(message -> message[0] == Note.SYNC);
  }

  static Stream<byte[]> malformed() {
    return Stream.of(
        new byte[] {},
        new byte[] {99, 1, 2},
        new byte[] {Note.SYNC},
        new byte[] {Note.SYNC, 3, 1, 0},
        new byte[] {Note.HELLO, 1, 2, 3, 4},
        new byte[] {Note.POINTER, 1, 2, 3},
        new byte[] {Note.MARK, 1, 2, 3, 4, 1},
        new byte[] {Note.WHOLE, 1, 2, 3, 4});
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsMalformedIsToldToItsSenderAndComesToNobody(byte[] message) {
    int published = note().size();

    ann.send(message);

    assertThat(ann.next("problem", Problem.class).code()).isEqualTo("invalid-message");
    assertThat(ann.isOpen()).isTrue();
    assertThat(note()).hasSize(published);
    assertThat(pointers()).isEmpty();
  }

  @Test
  void whatIsTooLargeIsRefused() {
    ann.send(Arrays.copyOf(CHANGE, 60_001));

    assertThat(ann.next("problem", Problem.class).code()).isEqualTo("too-large");
    assertThat(note()).noneMatch(message -> message[0] == Note.SYNC);
  }

  @Test
  void whatYWebsocketSaysOfItsUserIsLeftAside() {
    int published = note().size();

    ann.send(new byte[] {Note.AWARENESS, 1, 0});

    assertThat(note()).hasSize(published);
  }

  private void change(int times) {
    for (int i = 0; i < times; i++) {
      ann.send(CHANGE);
    }
  }

  /** Returns how often all of the note was asked for. */
  private long wanted() {
    return note().stream().filter(each -> each[0] == Note.MARK && each[5] == 1).count();
  }

  private List<byte[]> note() {
    return fanfare.published("demo-note.list").stream().map(Message::toBytes).toList();
  }

  private List<byte[]> pointers() {
    return fanfare.published("demo-pointers.list").stream().map(Message::toBytes).toList();
  }

  /** Takes what has come to a page, up to the next message of a kind, and returns that. */
  private static byte[] next(byte kind, TestClient page) {
    byte[] message = page.nextBytes();
    while (message[0] != kind) {
      message = page.nextBytes();
    }
    return message;
  }

  private static byte[] numberIn(byte[] message) {
    return Arrays.copyOfRange(message, 1, 5);
  }

  private static byte[] bytes(byte kind, byte[] number, byte... more) {
    return ByteBuffer.allocate(5 + more.length).put(kind).put(number).put(more).array();
  }
}
