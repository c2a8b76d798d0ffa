package org.fanfare.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.fanfare.harness.LawChecker;

/**
 * A client that comes, reads for a second, leaves, and comes back with the cursor it was given
 * last. From its first message on it must be given every one, or be told of a gap that names
 * exactly those missing.
 */
final class Visitor implements Deliveries {
  private static final long STAY = TimeUnit.SECONDS.toNanos(1);

  private final Loop loop;
  private final Target target;
  private final int number;
  private ResumingLink link;
  private long since;
  private boolean welcomed;
  private int owed = Integer.MAX_VALUE;
  private final LawChecker laws = new LawChecker(1);
  private boolean begun;
  private long announced; // before its first message
  private int visits;
  private long gaps;
  private long damaged;
  private long unfinished;

  Visitor(Loop loop, Target target, int number) throws IOException {
    this.loop = loop;
    this.target = new Target(target.url(), target.mark(), this);
    this.number = number;
    link = new ResumingLink(loop, number, this.target, "");
  }

  /** The connection to be opened now: from where it was, if it has been here before. */
  ResumingLink come() throws IOException {
    if (visits++ > 0) {
      link.cut(); // if the server has not answered the farewell
      link = new ResumingLink(loop, number, target, link.cursor());
    }
    welcomed = false;
    return link;
  }

  /** Notices its welcome: of what is published from then on it may miss nothing. */
  void look(int published, long now) {
    if (!welcomed && link.isReady()) {
      welcomed = true;
      since = now;
      owed = Math.min(owed, published);
    }
  }

  boolean hasStayed(long now) {
    return welcomed && now - since >= STAY;
  }

  /** Half of the times it says farewell and waits for the answer; else the connection is reset. */
  void leave(long now) throws IOException {
    since = now;
    if ((number + visits) % 2 == 0) {
      link.sayFarewell();
    } else {
      link.cut();
    }
  }

  boolean hasBeenAway(long now) {
    return now - since >= STAY;
  }

  /** Whether nothing is missing of what it may not miss. */
  boolean hasAll(int published) {
    return begun ? laws.at(0) == published : published <= owed;
  }

  /** Goes for good; what it has not got by now is lost. */
  void end(int published) throws IOException {
    if (!hasAll(published)) {
      unfinished++;
    }
    link.leave();
  }

  @Override
  public void delivered(int subscriber, int message, long time, long now) {
    if (!begun) {
      begun = true;
      laws.begin(0, Math.min(owed, message - announced));
      missed(announced);
    }
    laws.publication(0, message + 1L);
  }

  @Override
  public void damaged(int subscriber) {
    damaged++;
  }

  @Override
  public void gap(int subscriber, String group, long first, long last) {
    gaps++;
    if (begun) {
      missed(last - first + 1);
    } else {
      announced += last - first + 1;
    }
  }

  /** The group's offsets began before this run's numbers: only how many are missing is known. */
  private void missed(long count) {
    laws.gap(0, laws.at(0) + 1, laws.at(0) + count);
  }

  int visits() {
    return visits;
  }

  long given() {
    return laws.given();
  }

  long gaps() {
    return gaps;
  }

  /** How often it got something else than what came next, or did not get the rest. */
  long broken() {
    return laws.lost() + laws.repeated() + damaged + unfinished;
  }
}
