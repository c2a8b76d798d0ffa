package org.fanfare.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In whatever order the steps of several threads fall, one is inside, and no work is left. */
final class TurnsTest {

  /** Something to do, and whoever brings it, one step at a time. */
  private static final class Run {
    final Turns turns = new Turns();
    final List<Visitor> visitors = new ArrayList<>();
    int work;
    int inside;
    int rounds;

    Run(int visitors, int visits) {
      for (int i = 0; i < visitors; i++) {
        this.visitors.add(new Visitor(visits));
      }
    }

    final class Visitor {
      private int visits;
      private Runnable next = this::leaveWork;

      Visitor(int visits) {
        this.visits = visits;
      }

      boolean isGone() {
        return visits == 0;
      }

      void step() {
        next.run();
      }

      private void leaveWork() {
        work++;
        next = this::enter;
      }

      private void enter() {
        if (turns.enter()) {
          inside++;
          assertThat(inside).isEqualTo(1);
          next = this::look;
        } else {
          gone();
        }
      }

      private void look() {
        work = 0;
        rounds++;
        next = this::leave;
      }

      private void leave() {
        inside--; // before it leaves: afterwards another may be inside
        if (turns.leave()) {
          gone();
        } else {
          inside++;
          next = this::look;
        }
      }

      private void gone() {
        visits--;
        next = this::leaveWork;
      }
    }
  }

  @ParameterizedTest(name = "{0} threads that come {1} times")
  @CsvSource({"2, 2, 100", "3, 1, 1000", "2, 3, 1000"})
  void noWorkIsLeftAndNobodyIsInsideTwice(int threads, int visits, int atLeast) {
    List<Integer> choices = new ArrayList<>();
    List<Integer> ways = new ArrayList<>();
    int schedules = 0;
    int collapsed = 0;

    do {
      Run run = follow(choices, ways, threads, visits);
      assertThat(run.work).as("after %s", choices).isZero();
      assertThat(run.inside).isZero();
      assertThat(run.rounds).isBetween(1, threads * visits);
      collapsed += run.rounds < threads * visits ? 1 : 0;
      schedules++;
    } while (next(choices, ways));

    assertThat(schedules).isGreaterThan(atLeast);
    assertThat(collapsed).as("schedules in which one looked for several").isPositive();
  }

  /** Runs to the end: by the choices that there are, then always by the first thread that can. */
  private static Run follow(List<Integer> choices, List<Integer> ways, int threads, int visits) {
    Run run = new Run(threads, visits);
    ways.clear();
    while (true) {
      List<Run.Visitor> left = run.visitors.stream().filter(each -> !each.isGone()).toList();
      if (left.isEmpty()) {
        return run;
      }
      int step = ways.size();
      if (choices.size() == step) {
        choices.add(0);
      }
      ways.add(left.size());
      left.get(choices.get(step)).step();
    }
  }

  /** The next schedule, as one counts; false after the last. */
  private static boolean next(List<Integer> choices, List<Integer> ways) {
    for (int i = choices.size() - 1; i >= 0; i--) {
      if (choices.get(i) + 1 < ways.get(i)) {
        choices.set(i, choices.get(i) + 1);
        return true;
      }
      choices.remove(i);
    }
    return false;
  }
}
