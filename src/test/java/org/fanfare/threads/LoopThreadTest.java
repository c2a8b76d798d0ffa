package org.fanfare.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.fanfare.LogCapture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One thread does everything in its order, until it is closed. */
final class LoopThreadTest {
  private final MadeThreads container = new MadeThreads();
  private final AtomicLong nanos = new AtomicLong();
  private final LoopThread loop = LoopThread.start(container, "fanfare-test", nanos::get);
  private final Queue<String> done = new ConcurrentLinkedQueue<>();

  @AfterEach
  void end() {
    loop.close();
  }

  /** Does a task on the loop, and waits until that is done. */
  private void onLoop(Runnable task) {
    CompletableFuture.runAsync(task, loop).orTimeout(10, TimeUnit.SECONDS).join();
  }

  private Runnable note(String what) {
    return () -> done.add(what);
  }

  /** Lets everything that waits be done. */
  private void settle() {
    onLoop(() -> {});
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    settle(); // it looks at its time, and then does what is due, behind what comes meanwhile
    settle();
    settle();
  }

  @Test
  void tasksAreDoneByItsOneThreadInTheOrderInWhichTheyCame() {
    Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    IntStream.range(0, 1000)
        .forEach(
            i ->
                loop.execute(
                    () -> {
                      done.add(Integer.toString(i));
                      threads.add(Thread.currentThread());
                    }));
    settle();

    assertThat(done)
        .containsExactlyElementsOf(IntStream.range(0, 1000).mapToObj(Integer::toString).toList());
    assertThat(threads).containsOnly(container.all().element());
    assertThat(container.all())
        .singleElement()
        .extracting(Thread::getName)
        .isEqualTo("fanfare-test");
  }

  @Test
  void whatIsToBeDoneLastlyIsDoneAfterAllThatWaits() {
    CompletableFuture<Void> held = new CompletableFuture<>();
    loop.execute(held::join);
    loop.execute(
        () -> {
          loop.lastly(note("flush"));
          done.add("first");
        });
    loop.execute(note("second"));
    loop.execute(note("third"));

    held.complete(null);
    settle();
    settle();

    assertThat(done).containsExactly("first", "second", "third", "flush");
  }

  @Test
  void whatIsToBeDoneLaterIsDoneWhenItsTimeHasPassedAndNotBefore() {
    onLoop(() -> loop.later(100, note("late")));

    pass(Duration.ofMillis(99));
    assertThat(done).isEmpty();

    pass(Duration.ofMillis(1));
    settle();
    assertThat(done).containsExactly("late");

    pass(Duration.ofHours(1));
    settle();
    assertThat(done).containsExactly("late");
  }

  @Test
  void whatIsToBeDoneLaterIsDoneInTheOrderOfItsTimes() {
    onLoop(
        () -> {
          loop.later(20, note("third"));
          loop.later(10, note("first"));
          loop.later(10, note("second"));
        });

    pass(Duration.ofMillis(20));
    settle();

    assertThat(done).containsExactly("first", "second", "third");
  }

  @Test
  void aLoopThatHasNothingElseToDoIsAwakeInTime() {
    LoopThread real = LoopThread.start(container, "fanfare-real", System::nanoTime);
    try {
      long begun = real.millis();
      CompletableFuture<Long> ran = new CompletableFuture<>();

      real.execute(() -> real.later(30, () -> ran.complete(real.millis())));

      assertThat(ran.orTimeout(10, TimeUnit.SECONDS).join() - begun).isGreaterThanOrEqualTo(30);
    } finally {
      real.close();
    }
  }

  @Test
  void moreThanItCanRememberIsRefused() {
    onLoop(
        () -> {
          for (int i = 0; i < LoopThread.MOST_LATER; i++) {
            loop.later(1, () -> {});
          }
          assertThatThrownBy(() -> loop.later(1, () -> {}))
              .isInstanceOf(RejectedExecutionException.class)
              .hasMessage("fanfare-test has 1048576 tasks already that are to be run later");
        });
  }

  @Test
  void onlyATaskMaySaySoThatSomethingIsDoneLaterOrLastly() {
    assertThatThrownBy(() -> loop.later(1, () -> {})).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> loop.lastly(() -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTaskThatFailsIsLoggedOnceAndTheLoopGoesOn() {
    try (LogCapture told = new LogCapture(LoopThread.class.getName())) {
      loop.execute(
          () -> {
            throw new IllegalStateException("made by this test");
          });
      loop.execute(
          () -> {
            throw new StackOverflowError("made by this test");
          });
      loop.execute(note("goes on"));
      settle();

      assertThat(done).containsExactly("goes on");
      assertThat(told.lines())
          .containsExactly(
              "SEVERE A task of fanfare-test failed; it goes on",
              "SEVERE A task of fanfare-test failed; it goes on");
    }
  }

  @Test
  void aLoopThatIsInterruptedGoesOn() {
    Thread thread = container.all().element();

    thread.interrupt();
    loop.execute(note("one"));
    settle();
    thread.interrupt();
    await().until(() -> !thread.isInterrupted());
    loop.execute(note("other"));
    settle();

    assertThat(done).containsExactly("one", "other");
  }

  @Test
  void whatItHasAcceptedIsDoneBeforeItsEndAndWhatComesAfterThatIsRefused() {
    CompletableFuture<Void> held = new CompletableFuture<>();
    loop.execute(held::join);
    loop.execute(
        () -> {
          done.add("accepted");
          loop.execute(note("its own"));
          loop.lastly(note("last"));
          loop.later(0, note("never"));
        });
    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(loop::close, ended -> new Thread(ended).start());
    await().until(this::refuses);

    held.complete(null);
    closed.orTimeout(10, TimeUnit.SECONDS).join();

    assertThat(done).containsExactly("accepted", "its own", "last");
    assertThat(container.all()).noneMatch(Thread::isAlive);
    assertThatThrownBy(() -> loop.execute(note("late")))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("fanfare-test has ended");
  }

  private boolean refuses() {
    try {
      loop.execute(() -> {});
      return false;
    } catch (RejectedExecutionException ended) {
      return true;
    }
  }

  @Test
  void everyTaskIsEitherDoneOrRefusedHoweverItMeetsTheEnd() throws InterruptedException {
    AtomicInteger accepted = new AtomicInteger();
    AtomicInteger run = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(4);
    List<Thread> others =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          begun.countDown();
                          try {
                            while (true) {
                              loop.execute(run::incrementAndGet);
                              accepted.incrementAndGet();
                            }
                          } catch (RejectedExecutionException ended) {
                            // as it should be
                          }
                        }))
            .toList();
    others.forEach(Thread::start);
    begun.await();
    await().until(() -> run.get() > 1000);

    loop.close();
    for (Thread other : others) {
      other.join(10_000);
    }

    assertThat(others).noneMatch(Thread::isAlive);
    assertThat(run).hasValue(accepted.get());
  }

  @Test
  void itMayBeClosedTwiceAndByATaskOfItsOwn() {
    loop.execute(loop::close);

    loop.close();

    assertThat(container.all()).noneMatch(Thread::isAlive);
  }

  @Test
  void whereTheContainerHasNoThreadItIsSaid() {
    assertThatThrownBy(() -> LoopThread.start(task -> null, "fanfare-test", nanos::get))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the server has no thread for fanfare-test");
  }
}
