package org.fanfare.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Clients of which so many come each second, and as many leave. */
final class Visitors implements Loop.Errand {
  private static final long CATCH_UP = TimeUnit.SECONDS.toNanos(10);

  private final Scene scene;
  private final long gap;
  private final List<Visitor> all = new ArrayList<>();
  private final List<Visitor> here = new ArrayList<>();
  private final Deque<Visitor> away = new ArrayDeque<>();
  private long due;

  Visitors(Scene scene, double arrivals) {
    this.scene = scene;
    gap = (long) (1e9 / arrivals);
  }

  void begin() {
    due = System.nanoTime();
    scene.loop.errand(this);
  }

  @Override
  public long run(long now) throws IOException {
    if (now >= due) {
      letGo(now);
      for (; now >= due; due += gap) {
        here.add(next(now));
      }
    }
    return due;
  }

  /** The one who has been away longest; a new one, if all have left only just now. */
  private Visitor next(long now) throws IOException {
    Visitor visitor =
        !away.isEmpty() && away.element().hasBeenAway(now)
            ? away.remove()
            : new Visitor(scene.loop, scene.target, all.size());
    if (visitor.visits() == 0) {
      all.add(visitor);
    }
    visitor.come().start();
    return visitor;
  }

  private void letGo(long now) throws IOException {
    for (Iterator<Visitor> each = here.iterator(); each.hasNext(); ) {
      Visitor visitor = each.next();
      visitor.look(scene.ledger.published(), now);
      if (visitor.hasStayed(now)) {
        visitor.leave(now);
        each.remove();
        away.add(visitor);
      }
    }
  }

  /** Nobody comes or leaves any more, but all who are away come back, for what they have missed. */
  void end() throws IOException {
    scene.loop.errand(Loop.NO_ERRAND);
    List<Link> back = new ArrayList<>();
    for (Visitor visitor : away) {
      back.add(visitor.come());
    }
    scene.loop.open(back);
    int published = scene.ledger.published();
    long until = System.nanoTime() + CATCH_UP;
    while (System.nanoTime() < until && !all.stream().allMatch(each -> each.hasAll(published))) {
      scene.loop.turn(until);
    }
    for (Visitor visitor : all) {
      visitor.end(published);
    }
  }

  long total(ToLongFunction<Visitor> figure) {
    return all.stream().mapToLong(figure).sum();
  }

  int count() {
    return all.size();
  }
}
