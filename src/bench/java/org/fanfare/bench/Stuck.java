package org.fanfare.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fanfare.harness.LawChecker;

/**
 * A client that opens, stops reading while the others read on, and reads again later. Besides the
 * group of the others it reads a second one, whose messages fill every buffer on the way to it.
 * What it is given in the end must have no silent hole: a gap must name exactly the messages
 * missing.
 */
final class Stuck implements Deliveries {
  private static final int SMALL = 4096;
  private static final Pattern CLOSED =
      Pattern.compile("closed with 4001 gap (\\S+) (\\d+)-(\\d+) overflow");

  private final Loop loop;
  private final String group;
  private final Link link;
  private final LawChecker laws = new LawChecker(1);
  private long gaps;
  private long unfinished;

  /** The next message to be published to the group of the others will have that number. */
  Stuck(Loop loop, Face face, Target target, int next) throws IOException {
    this.loop = loop;
    laws.begin(0, next);
    group = target.group();
    URI both = URI.create(target.url() + "," + filler(target));
    link = face.link(loop, 0, new Target(both, target.mark(), this));
    link.receiveBuffer(SMALL);
  }

  /** The second group. */
  static String filler(Target target) {
    return target.group() + "-filler";
  }

  void open() throws IOException {
    loop.open(List.of(link));
    link.mayEnd();
    link.stopReading();
  }

  /** From now on it takes what has come meanwhile, and what comes. */
  void readOn() {
    link.readOn();
  }

  /** Whether it has what there is, or the server has closed. */
  boolean hasAll(int published) {
    return laws.at(0) == published || !link.ended().isEmpty();
  }

  /**
   * Leaves, and judges. A server that has closed, with or without a word, has hidden nothing: what
   * comes after the hole was not given.
   */
  void leave(int published) throws IOException {
    Matcher closed = CLOSED.matcher(link.ended());
    if (closed.matches()) {
      gap(0, closed.group(1), Long.parseLong(closed.group(2)), Long.parseLong(closed.group(3)));
    } else if (!link.ended().isEmpty()) {
      gaps++;
    } else if (laws.at(0) != published) {
      unfinished++;
    }
    link.leave();
  }

  @Override
  public void delivered(int subscriber, int number, long time, long now) {
    laws.publication(0, number + 1L);
  }

  /** A message of the second group carries no mark; a damaged one of the first is a hole. */
  @Override
  public void damaged(int subscriber) {}

  /** The group's offsets began before this run's numbers: only how many are missing is known. */
  @Override
  public void gap(int subscriber, String of, long first, long last) {
    gaps++;
    if (of.equals(group)) {
      laws.gap(0, laws.at(0) + 1, laws.at(0) + last - first + 1);
    }
  }

  /** How often it was told that something is missing; 0 if it never fell behind. */
  long gaps() {
    return gaps;
  }

  /** How often it got something else than what came next, or did not get the rest. */
  long broken() {
    return laws.lost() + laws.repeated() + unfinished;
  }

  @Override
  public String toString() {
    return "%d messages given, %d missed, told of %d gaps, %d silent holes, ended: %s"
        .formatted(laws.given(), laws.missed(), gaps, broken(), link.ended());
  }
}
