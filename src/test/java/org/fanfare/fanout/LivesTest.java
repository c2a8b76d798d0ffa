package org.fanfare.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.fanfare.encoding.WireFormat;
import org.fanfare.gate.Law;
import org.fanfare.layer.Batch;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Epoch;
import org.fanfare.log.Gap;
import org.fanfare.log.GroupLog;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.LogBudget;
import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/**
 * A life of a group may end while it has readers: they are given what is left of it, are told from
 * where on they miss something, and go on in the next life.
 */
@Law({2, 3})
final class LivesTest {
  private static final GroupName GROUP = new GroupName("demo.board");
  private static final GroupPolicy POLICY = Policies.count(5);
  private static final int MANY = 1000;
  private static final int READERS = 20;
  private static final long NOW = 1_000_000_000;
  private static final Position ELSEWHERE = new Position(new Epoch(42), 7);

  private final LogBudget budget = new LogBudget(1 << 20);
  private final List<Runnable> tasks = new ArrayList<>();
  private final Executor executor = tasks::add;
  private final GroupLog first = log(1);
  private final GroupLog second = log(2);
  private final GroupFanOut fan = new GroupFanOut(GROUP, first);

  @Test
  void aReaderIsGivenTheRestOfALifeThenTheGapThenTheNextLife() {
    append(first, 2);
    Reader reader = open(new Start.Oldest());

    fan.begin(second);
    append(second, 2);

    assertThat(read(reader)).containsExactly("1-2");
    assertThat(reader.position()).isEqualTo(new Position(first.epoch(), 2));
    assertThat(read(reader)).containsExactly("3- epoch", "1-2");
    assertThat(reader.position()).isEqualTo(new Position(second.epoch(), 2));
    assertThat(read(reader)).isEmpty();
  }

  @Test
  void theGapIsGivenOnceAndWithoutWaitingForAPublication() {
    append(first, 2);
    Reader reader = open(new Start.Now());

    fan.begin(second);

    assertThat(read(reader)).containsExactly("3- epoch");
    assertThat(reader.position()).isEqualTo(new Position(second.epoch(), 0));
    assertThat(read(reader)).isEmpty();
    append(second, 1);
    assertThat(read(reader)).containsExactly("1-1");
  }

  @Test
  void aReaderIsWokenWhenItsLifeEndsAndForWhatComesLater() {
    List<String> told = new ArrayList<>();
    readWhenWoken(new Start.Now(), reading -> told.addAll(words(reading)));
    work();

    fan.begin(second);
    work();
    assertThat(told).containsExactly("1- epoch");
    append(second, 1);
    fan.wake();
    work();

    assertThat(told).containsExactly("1- epoch", "1-1");
  }

  @Test
  void aReaderThatComesWhileALifeEndsIsWokenForTheNext() {
    List<String> told = new ArrayList<>();
    readWhenWoken(new Start.Now(), reading -> told.addAll(words(reading)));

    fan.begin(second);
    work();

    assertThat(told).containsExactly("1- epoch");
  }

  @Test
  void whatComesInARoundBeforeTheLifeEndsInItIsGiven() {
    List<String> told = new ArrayList<>();
    readWhenWoken(new Start.Now(), reading -> told.addAll(words(reading)));
    fan.open(new Start.Now(), executor, batch -> endFirstLife(), () -> {}); // is woken before
    work();
    append(first, 1);
    fan.wake();

    work();

    assertThat(told).containsExactly("1-2", "3- epoch");
  }

  private void endFirstLife() {
    if (fan.present().log() == first) {
      append(first, 1);
      fan.begin(second);
    }
  }

  @Test
  void whatTheEndedLifeHasLetGoBelongsToTheGapThatFollowsIt() {
    Reader reader = open(new Start.Now());
    append(first, 4);

    fan.begin(second);
    fan.trimAged(NOW + Policies.AGE.toMillis());
    append(second, 1);

    assertThat(read(reader)).containsExactly("1- epoch", "1-1");
  }

  @Test
  void whatAReaderMissedBeforeTheRestIsAGapOfItsOwn() {
    Reader reader = open(new Start.Now());
    append(first, 7);

    fan.begin(second);

    assertThat(read(reader)).containsExactly("1-2 overflow", "3-7");
    assertThat(read(reader)).containsExactly("8- epoch");
  }

  @Test
  void aReaderFromTheOldestMissesOnlyWhatCameAfterItWasOpened() {
    append(first, 3);
    Reader reader = open(new Start.Oldest());

    fan.begin(second);
    fan.trimAged(NOW + Policies.AGE.toMillis());

    assertThat(read(reader)).containsExactly("4- epoch");
  }

  @Test
  void aReaderWithACursorOfYetAnotherLifeIsToldOneGap() {
    Reader reader = open(new Start.After(ELSEWHERE));

    fan.begin(second);
    append(second, 1);

    assertThat(reader.position()).isEqualTo(ELSEWHERE);
    assertThat(read(reader)).containsExactly("8- epoch", "1-1");
  }

  @Test
  void livesOfWhichNothingIsLeftAreOneGap() {
    append(first, 1);
    Reader reader = open(new Start.Now());
    GroupLog fourth = log(4);

    fan.begin(second);
    append(second, 3);
    fan.begin(log(3));
    fan.begin(fourth);
    append(fourth, 1);

    assertThat(read(reader)).containsExactly("2- epoch", "1-1");
  }

  @Test
  void aPositionOfTheLifeThatEndedLastIsGivenTheRestOfIt() {
    append(first, 3);
    fan.begin(second);
    append(second, 1);

    Reader behind = open(after(first, 1));
    Reader atItsEnd = open(after(first, 3));
    Reader beyond = open(after(first, 9));

    assertThat(read(behind)).containsExactly("2-3");
    assertThat(read(behind)).containsExactly("4- epoch", "1-1");
    assertThat(read(atItsEnd)).containsExactly("4- epoch", "1-1");
    assertThat(read(beyond)).containsExactly("10- epoch", "1-1");
  }

  @Test
  void otherReadersBeginInThePresentLife() {
    append(first, 3);
    fan.begin(second);
    append(second, 2);

    assertThat(read(open(new Start.Oldest()))).containsExactly("1-2");
    assertThat(read(open(new Start.Newest(1)))).containsExactly("2-2");
    assertThat(read(open(new Start.Now()))).isEmpty();
  }

  @Test
  @Law(6)
  void onlyTheLifeThatEndedLastIsKept() {
    append(first, 3);
    fan.begin(second);
    append(second, 3);

    fan.begin(log(3));

    assertThat(first.held()).isZero();
    assertThat(second.size()).isEqualTo(3);
  }

  @Test
  @Law(6)
  void whatIsTooOldOfAnEndedLifeIsLetGo() {
    append(first, 3);
    fan.begin(second);

    fan.trimAged(NOW + Policies.AGE.toMillis());

    assertThat(first.held()).isZero();
    assertThat(read(open(after(first, 1)))).containsExactly("2- epoch");
  }

  @Test
  void aNewLifeNeedsAnEpochOfItsOwn() {
    assertThatThrownBy(() -> fan.begin(log(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another epoch");
  }

  @Test
  void readersThatEnterALifeInOneRoundShareItsSlices() {
    WireFormat<Slice, String> format =
        new WireFormat<>("for this test", slice -> "x".repeat(10), String::length);
    for (int i = 0; i < READERS; i++) {
      readWhenWoken(new Start.Now(), reading -> encode(reading, format));
    }
    work();

    fan.begin(second);
    append(second, 3);
    work();

    assertThat(format.encodings()).isEqualTo(1);
  }

  private static void encode(Reading reading, WireFormat<Slice, String> format) {
    if (reading.slice() != null) {
      reading.slice().encoded(format);
    }
  }

  private GroupLog log(long epoch) {
    return new GroupLog(GROUP, new Epoch(epoch), POLICY, budget);
  }

  private static void append(GroupLog log, int number) {
    IntStream.range(0, number).forEach(i -> log.append(Message.text("x"), NOW));
  }

  private static Start after(GroupLog log, long offset) {
    return new Start.After(new Position(log.epoch(), offset));
  }

  private Reader open(Start start) {
    return fan.open(start, executor, batch -> {}, () -> {});
  }

  private void readWhenWoken(Start start, Consumer<Reading> told) {
    List<Reader> reader = new ArrayList<>();
    reader.add(fan.open(start, executor, batch -> readAll(reader.get(0), batch, told), () -> {}));
  }

  private static void readAll(Reader reader, Batch batch, Consumer<Reading> told) {
    for (Reading reading = reader.read(batch, Long.MAX_VALUE, MANY);
        !reading.isEmpty();
        reading = reader.read(batch, Long.MAX_VALUE, MANY)) {
      told.accept(reading);
    }
  }

  private static List<String> read(Reader reader) {
    return words(reader.read(Long.MAX_VALUE));
  }

  private static List<String> words(Reading reading) {
    List<String> words = new ArrayList<>();
    Gap gap = reading.gap();
    if (gap != null) {
      String last = gap.last() == null ? "" : gap.last().toString();
      words.add(gap.first() + "-" + last + " " + gap.reason().word());
    }
    if (reading.slice() != null) {
      words.add(reading.slice().first().offset() + "-" + reading.slice().last().offset());
    }
    return words;
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove(0).run();
    }
  }
}
