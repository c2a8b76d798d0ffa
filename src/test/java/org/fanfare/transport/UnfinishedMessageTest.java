package org.fanfare.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has begun is counted while it waits for more, up to a total, and for a time. */
@Law(6)
final class UnfinishedMessageTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int TOTAL = 20_000;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a ticker may wrap
  private final UnfinishedTotal total = new UnfinishedTotal(TOTAL, TIMEOUT, nanos::get);
  private final AtomicInteger late = new AtomicInteger();

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  private UnfinishedMessage begun() {
    return total.ofSocket(late::incrementAndGet);
  }

  /** One message after the other, and what it must be when it is whole. */
  private static final class Sender {
    private final UnfinishedMessage begun;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    Sender(UnfinishedMessage begun) {
      this.begun = begun;
    }

    /** Does something; false if it has ended by that. */
    boolean step(Random random) {
      if (random.nextInt(200) == 0) {
        begun.end();
        return false;
      }
      byte[] piece = new byte[random.nextInt(10) == 0 ? 5000 : random.nextInt(100)];
      random.nextBytes(piece);
      assertThat(begun.add(piece, piece.length / 3, piece.length - piece.length / 3)).isTrue();
      sent.write(piece, piece.length / 3, piece.length - piece.length / 3);
      assertThat(begun.size()).isEqualTo(sent.size());
      if (random.nextInt(10) == 0) {
        assertThat(begun.take()).isEqualTo(sent.toByteArray());
        sent.reset();
        return true;
      }
      return begun.hold();
    }

    long takes() {
      return sent.size() == 0 ? 0 : sent.size() + sent.size() / 4 + 64 + UnfinishedMessage.EACH;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverIsSentTheTotalIsNeverPassedAndNothingIsLeftOfIt(long seed) {
    Random random = new Random(seed);
    List<Sender> senders = new ArrayList<>();
    for (int step = 0; step < 2000; step++) {
      while (senders.size() < 8) {
        senders.add(new Sender(random.nextBoolean() ? begun() : total.ofBody()));
      }
      Sender sender = senders.get(random.nextInt(senders.size()));
      if (!sender.step(random)) {
        senders.remove(sender);
        assertThat(sender.begun.size()).isZero();
        assertThat(sender.begun.add(new byte[1], 0, 1)).isFalse();
        assertThat(sender.begun.hold()).isFalse();
        assertThat(sender.begun.take()).isNull();
      }
      assertThat(total.used())
          .isBetween(0L, (long) TOTAL)
          .as("what has come, and a quarter more for its room")
          .isLessThanOrEqualTo(
              senders.stream().mapToLong(Sender::takes).sum() + 8 * UnfinishedMessage.EACH);
    }
    senders.forEach(sender -> sender.begun.end());

    assertThat(total.used()).isZero();
    nanos.addAndGet(TIMEOUT.toNanos() + 1);
    total.tick();
    assertThat(late).hasValue(0);
  }

  @Test
  @Law(7)
  void aMessageThatIsNotWholeInTimeIsToldOnceAndHoldsNothing() {
    UnfinishedMessage begun = begun();
    begun.add(new byte[10], 0, 10);
    assertThat(begun.hold()).isTrue();
    nanos.addAndGet(TIMEOUT.toNanos() - 1);
    begun.add(new byte[10], 0, 10); // what comes meanwhile gives it no more time
    assertThat(begun.hold()).isTrue();
    nanos.addAndGet(1);
    total.tick();
    assertThat(late).hasValue(0);

    nanos.addAndGet(1);
    total.tick();
    total.tick();

    assertThat(late).hasValue(1);
    assertThat(total.used()).isZero();
    assertThat(begun.add(new byte[1], 0, 1)).isFalse();
  }

  @Test
  @Law(7)
  void eachMessageHasItsOwnTime() {
    UnfinishedMessage begun = begun();
    for (int i = 0; i < 5; i++) {
      begun.add(new byte[10], 0, 10);
      assertThat(begun.hold()).isTrue();
      nanos.addAndGet(TIMEOUT.toNanos());
      total.tick();
      assertThat(begun.take()).hasSize(10);
    }

    nanos.addAndGet(TIMEOUT.toNanos());
    total.tick();

    assertThat(late).hasValue(0);
  }

  @Test
  @Law(7)
  void aMessageOfWhichNothingHasComeButItsBeginningHasItsTimeToo() {
    assertThat(begun().hold()).isTrue();
    assertThat(total.used()).isPositive();

    nanos.addAndGet(TIMEOUT.toNanos() + 1);
    total.tick();

    assertThat(late).hasValue(1);
    assertThat(total.used()).isZero();
  }

  @Test
  void bytesThatAreHeldElsewhereAreCountedToo() {
    UnfinishedMessage begun = begun();
    assertThat(begun.hold(5000)).isTrue();
    assertThat(begun.hold(15_000)).isTrue();
    assertThat(total.used()).isEqualTo(15_000 + UnfinishedMessage.EACH);
    assertThat(begun.hold(1000)).isTrue();
    assertThat(total.used()).isEqualTo(1000 + UnfinishedMessage.EACH);

    assertThat(begun.hold(TOTAL)).isFalse();

    assertThat(total.used()).isZero();
  }

  @Test
  void manyAtOnceLeaveNothing() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CountDownLatch all = new CountDownLatch(4);
      List<Future<?>> runs = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        Random random = new Random(thread);
        runs.add(
            threads.submit(
                () -> {
                  all.countDown();
                  all.await();
                  for (int i = 0; i < 200; i++) {
                    UnfinishedMessage begun = begun();
                    Future<?> end = threads.submit(begun::end);
                    for (int piece = 0; piece < 20 && begun.hold(); piece++) {
                      begun.add(new byte[500], 0, random.nextInt(500));
                      assertThat(total.used()).isBetween(0L, (long) TOTAL);
                    }
                    end.get();
                  }
                  return null;
                }));
      }
      for (Future<?> run : runs) {
        run.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(total.used()).isZero();
  }

  @Test
  void theLargestMessageAloneAlwaysHasRoom() {
    int maxSize = 16 << 20;

    assertThat(UnfinishedTotal.atLeast(16 << 20, maxSize))
        .isGreaterThan(2L * maxSize * 5 / 4 + 65_536);
    assertThat(UnfinishedTotal.atLeast(16 << 20, 65_536)).isEqualTo(16 << 20);
  }
}
