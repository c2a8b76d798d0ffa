package org.fanfare.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Sockets that are stuck hold few threads, and none is forgotten. */
class BoundedCloseExecutorTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<Integer> closed = new ArrayList<>();
  private final BoundedCloseExecutor closers = new BoundedCloseExecutor(threads::add);

  @Test
  void fourThreadsAreAskedForHoweverManySocketsAreClosed() {
    closeMany(100);

    assertThat(threads).hasSize(4);
    assertThat(closers.count()).isEqualTo(100);
  }

  @Test
  void oneThreadClosesThemAllIfTheOthersAreStuck() {
    closeMany(100);

    threads.remove().run();

    assertThat(closed).hasSize(100);
    assertThat(closers.count()).isZero();
  }

  @Test
  void whoComesLaterIsClosedToo() {
    closeMany(1);
    threads.remove().run();

    closeMany(1);
    threads.remove().run();

    assertThat(closed).hasSize(2);
  }

  @Test
  void whenTheContainerTakesNoMoreTasksSocketsAreClosedAllTheSame() {
    BoundedCloseExecutor stopped =
        new BoundedCloseExecutor(
            task -> {
              throw new RejectedExecutionException();
            });

    stopped.execute(() -> closed.add(1));

    assertThat(closed).hasSize(1);
    assertThat(stopped.count()).isZero();
  }

  private void closeMany(int count) {
    for (int i = 0; i < count; i++) {
      closers.execute(() -> closed.add(1));
    }
  }
}
