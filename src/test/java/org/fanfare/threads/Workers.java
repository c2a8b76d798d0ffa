package org.fanfare.threads;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Workers that work only when a test tells them to, on its thread. */
public final class Workers implements Executor {
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Does one task; false if there is none. */
  public boolean step() {
    Runnable task = tasks.poll();
    if (task == null) {
      return false;
    }
    task.run();
    return true;
  }

  /** Works until there is nothing left to do. */
  public void run() {
    while (step()) {
      // a task may bring others
    }
  }
}
