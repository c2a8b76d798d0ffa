package org.fanfare.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.fanfare.encoding.WireFormat;
import org.fanfare.layer.Batch;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.log.Slice;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;

/** Readers at the same place are given the same slices, so that each is encoded once for all. */
final class FanOutTest {
  private static final GroupName GROUP = new GroupName("demo.board");
  private static final int READERS = 20;
  private static final int MANY = 1000;

  private final LayerRig rig = MemoryRigs.rig(Policies.ROOMY);
  private final List<Runnable> tasks = new ArrayList<>();
  private final Executor executor = tasks::add;
  private final WireFormat<Slice, String> format =
      new WireFormat<>(
          "for this test",
          slice -> slice.first().offset() + "-" + slice.last().offset(),
          String::length);

  @Test
  void readersThatReadEverythingOneAfterTheOtherShareItAll() {
    List<List<String>> told = IntStream.range(0, READERS).mapToObj(i -> open(2)).toList();

    rig.publishMany(GROUP, 5);
    work();

    assertThat(told).allSatisfy(t -> assertThat(t).containsExactly("1-2", "3-4", "5-5"));
    assertThat(format.encodings()).isEqualTo(3);
  }

  @Test
  void readersWithOtherBoundsHaveSlicesOfTheirOwn() {
    List<String> two = open(2);
    List<String> three = open(3);

    rig.publishMany(GROUP, 3);
    work();

    assertThat(two).containsExactly("1-2", "3-3");
    assertThat(three).containsExactly("1-3");
  }

  @Test
  void whatComesWhileARoundRunsIsTheNextRounds() {
    List<String> told = new ArrayList<>();
    open(
        10,
        new Start.Now(),
        told,
        () -> {
          if (told.isEmpty()) {
            rig.publish(GROUP, "2");
          }
        });
    work();

    rig.publish(GROUP, "1");
    work();

    assertThat(told).containsExactly("1-1", "2-2");
  }

  @Test
  void whoIsWokenLaterInALargeRoundIsGivenInOneGoWhatCameMeanwhile() {
    List<List<String>> told = new ArrayList<>();
    for (int i = 0; i < 3 * FanOut.SAME_HEAD; i++) {
      told.add(new ArrayList<>());
      open(
          10,
          new Start.Now(),
          told.get(i),
          () -> {
            if (told.stream().allMatch(List::isEmpty)) {
              rig.publish(GROUP, "2");
            }
          });
    }
    work();

    rig.publish(GROUP, "1");
    work();

    assertThat(told).filteredOn(t -> t.equals(List.of("1-1", "2-2"))).hasSize(FanOut.SAME_HEAD);
    assertThat(told).filteredOn(t -> t.equals(List.of("1-2"))).hasSize(2 * FanOut.SAME_HEAD);
    assertThat(format.encodings()).isEqualTo(3);
  }

  @Test
  void aReaderThatComesWhileARoundIsDueIsWokenForWhatThatRoundDidNotGiveIt() {
    open(10);
    rig.publish(GROUP, "1"); // a round is asked for
    List<String> told = openLater(10, new Start.Now());
    rig.publish(GROUP, "2"); // the same round will do

    work();

    assertThat(told).containsExactly("2-2");
  }

  @Test
  void aReaderThatIsClosedWhileARoundIsDueIsNotWoken() {
    AtomicInteger wakes = new AtomicInteger();
    Reader reader =
        LayerRig.done(
            rig.layer().open(GROUP, new Start.Now(), executor, batch -> wakes.incrementAndGet()));
    work();

    rig.publish(GROUP, "1");
    reader.close();
    work();

    assertThat(wakes).hasValue(0);
  }

  @Test
  void aReaderFarBehindReadsOnToTheHeadOfItsRound() {
    Position start = rig.publish(GROUP, "0").position();
    rig.publishMany(GROUP, 100);
    List<String> told = open(1, new Start.After(start));
    work();

    assertThat(told).hasSize(100).endsWith("101-101");
  }

  private List<String> open(long maxBytes) {
    return open(maxBytes, new Start.Now());
  }

  private List<String> open(long maxBytes, Start start) {
    List<String> told = openLater(maxBytes, start);
    work();
    return told;
  }

  private List<String> openLater(long maxBytes, Start start) {
    List<String> told = new ArrayList<>();
    open(maxBytes, start, told, () -> {});
    return told;
  }

  /** Opens a reader that does something first when it is woken, then reads all there is. */
  private void open(long maxBytes, Start start, List<String> told, Runnable first) {
    AtomicReference<Reader> reader = new AtomicReference<>();
    reader.set(
        LayerRig.done(
            rig.layer()
                .open(
                    GROUP,
                    start,
                    executor,
                    batch -> {
                      first.run();
                      readAll(reader.get(), batch, maxBytes, told);
                    })));
  }

  private void readAll(Reader reader, Batch batch, long maxBytes, List<String> told) {
    for (Reading reading = reader.read(batch, maxBytes, MANY);
        reading.slice() != null;
        reading = reader.read(batch, maxBytes, MANY)) {
      told.add(reading.slice().encoded(format));
    }
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove(0).run();
    }
  }
}
