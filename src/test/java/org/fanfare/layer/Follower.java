package org.fanfare.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.log.Reading;
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;

/**
 * A reader and what it was told, as words: {@code 3} for the publication with offset 3, {@code 4-7
 * overflow} for a gap.
 *
 * <p>The reader is used on its executor alone, as the contract asks.
 */
final class Follower {
  static final long PLENTY = Long.MAX_VALUE;
  private static final int MANY = Integer.MAX_VALUE;

  private final Executor executor;
  private final Reader reader;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<Thread> wokenOn = new CopyOnWriteArrayList<>();
  private final AtomicInteger wakes = new AtomicInteger();
  private volatile boolean following;

  Follower(ChannelLayer layer, GroupName group, Start start, Executor executor) {
    this.executor = executor;
    this.reader = LayerRig.done(layer.open(group, start, executor, this::woken));
  }

  private void woken(Batch batch) {
    wokenOn.add(Thread.currentThread());
    wakes.incrementAndGet();
    if (following) {
      readAll(batch);
    }
  }

  private void readAll(Batch batch) {
    for (Reading reading = reader.read(batch, PLENTY, MANY);
        !reading.isEmpty();
        reading = reader.read(batch, PLENTY, MANY)) {
      note(reading);
    }
  }

  private void note(Reading reading) {
    told.addAll(words(reading));
    if (reading.slice() != null) {
      reading.slice().publications().forEach(p -> texts.add(p.message().text()));
    }
  }

  static List<String> words(Reading reading) {
    List<String> words = new ArrayList<>();
    Gap gap = reading.gap();
    if (gap != null) {
      String last = gap.last() == null ? "" : gap.last().toString();
      words.add(gap.first() + "-" + last + " " + gap.reason().word());
    }
    if (reading.slice() != null) {
      for (Publication publication : reading.slice().publications()) {
        words.add(Long.toString(publication.offset()));
      }
    }
    return words;
  }

  /** Reads what there is, and from now on whenever it is woken. */
  Follower follow() {
    onExecutor(
        () -> {
          following = true;
          readAll(Batch.NONE);
          return true;
        });
    return this;
  }

  /** One read. */
  List<String> read(long maxBytes) {
    return onExecutor(() -> words(reader.read(maxBytes)));
  }

  List<String> read() {
    return read(PLENTY);
  }

  /** The publications that one read gives. */
  List<Publication> publications() {
    return onExecutor(
        () -> {
          Slice slice = reader.read(PLENTY).slice();
          return slice == null ? List.of() : slice.publications();
        });
  }

  boolean isInterrupted() {
    return onExecutor(reader::isInterrupted);
  }

  Position position() {
    return onExecutor(reader::position);
  }

  void close() {
    reader.close();
  }

  /** Everything that was told while following. */
  List<String> told() {
    return told;
  }

  List<String> texts() {
    return texts;
  }

  List<Thread> wokenOn() {
    return wokenOn;
  }

  int wakes() {
    return wakes.get();
  }

  private <T> T onExecutor(Supplier<T> task) {
    return LayerRig.answer(CompletableFuture.supplyAsync(task, executor));
  }
}
