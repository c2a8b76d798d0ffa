package org.fanfare.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * A network that lets one thing arrive when a test says so. What is on one line keeps its order;
 * between lines there is none. For one thread.
 */
final class SteppedNetwork implements StoreFake.Network {
  private final Random random;
  private final IdentityHashMap<Object, Queue<Runnable>> lines = new IdentityHashMap<>();
  private final List<Object> busy = new ArrayList<>();

  SteppedNetwork(Random random) {
    this.random = random;
  }

  @Override
  public void carry(Object line, Runnable arrival) {
    Queue<Runnable> queue = lines.get(line);
    if (queue == null) {
      queue = new ArrayDeque<>();
      lines.put(line, queue);
      busy.add(line);
    }
    queue.add(arrival);
  }

  /** Lets the first thing of some line arrive; returns false if nothing is on its way. */
  boolean step() {
    if (busy.isEmpty()) {
      return false;
    }
    int at = random.nextInt(busy.size());
    Object line = busy.get(at);
    Queue<Runnable> queue = lines.get(line);
    Runnable arrival = queue.remove();
    if (queue.isEmpty()) {
      lines.remove(line);
      busy.set(at, busy.get(busy.size() - 1));
      busy.remove(busy.size() - 1);
    }
    arrival.run();
    return true;
  }
}
