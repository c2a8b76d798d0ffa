package org.fanfare.transport.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.connection.Answer;
import org.fanfare.protocol.AnswerJson;
import org.fanfare.session.GroupPublishing;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.threads.Ticker;
import org.fanfare.transport.UnfinishedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A body whose lines are published as they arrive, each as a message, one after the other. For
 * threads see {@link Body}.
 *
 * <p>A bad line ends it, unless bad lines are skipped. Bad is a line that no retry makes better: it
 * is no message, has no key, or has that of another message.
 */
final class LineBody extends Body implements LineSplitter.Sink {
  private final GroupPublishing publishing;
  private final LineSplitter lines;
  private final long idleNanos;
  private final Ticker ticker;
  private final @Nullable SkippedLines skipped;
  private final Queue<GroupPublishing.Line> waiting = new ArrayDeque<>();

  private volatile long heardAt;
  private volatile boolean waits; // for the answer to a line
  private boolean finished;
  private @Nullable Problem bad; // the problem of a line after those waiting
  private final AtomicLong accepted = new AtomicLong();
  private volatile Answer.@Nullable Accepted last;

  /**
   * @param idle how long the body may be silent
   * @param skipped collects the bad lines; null if a bad line ends the body
   */
  LineBody(
      Channel channel,
      GroupPublishing publishing,
      int maxSize,
      Duration idle,
      UnfinishedMessage begun,
      Ticker ticker,
      @Nullable SkippedLines skipped) {
    super(channel);
    this.skipped = skipped;
    this.publishing = publishing;
    this.lines = new LineSplitter(maxSize, begun);
    this.idleNanos = idle.toNanos();
    this.ticker = ticker;
    this.heardAt = ticker.nanos();
  }

  /** Publishes the lines that wait. More can be accepted when all of them have been answered. */
  @Override
  boolean ready() {
    while (!waits && !waiting.isEmpty()) {
      publish(waiting.remove());
    }
    if (!waits && bad != null) {
      throw bad.thrown();
    }
    return !waits && !finished;
  }

  private void publish(GroupPublishing.Line line) {
    waits = true;
    publishing.publish(line).thenAccept(answer -> answered(answer, line.number()));
  }

  private void answered(Answer answer, long number) {
    if (answer instanceof Answer.Accepted done) {
      last = done;
      accepted.incrementAndGet();
      waits = false;
      turn();
    } else if (answer instanceof Answer.Rejected rejected) {
      Problem problem = rejected.problem();
      if (skipped != null && problem.status() == Status.KEY_REUSED) {
        skip(skipped, problem, number);
        waits = false;
        turn();
      } else {
        refuse(inLine(problem, number));
      }
    }
  }

  @Override
  void taken(byte[] bytes, int length) {
    heardAt = ticker.nanos();
    cut(() -> lines.take(bytes, length, this));
    ready();
  }

  @Override
  void paused() {
    if (!lines.hold()) {
      throw inLine(lines.problem(), lines.number()).thrown();
    }
  }

  @Override
  void refused(Problem problem) {
    publishing.refused(problem);
  }

  @Override
  void letGo() {
    lines.letGo();
  }

  /**
   * Splits bytes into lines. If a line is bad, the lines before it are published, and the rest is
   * ignored.
   */
  private void cut(Runnable cutting) {
    try {
      cutting.run();
    } catch (ProblemException e) {
      bad = inLine(e.problem(), lines.number());
    }
  }

  @Override
  public void line(byte[] content, long number) {
    try {
      waiting.add(publishing.line(content, number)); // LineSplitter has checked its size
    } catch (ProblemException bad) {
      endOrSkip(bad, number);
    }
  }

  @Override
  public void tooLarge(ProblemException problem, long number) {
    endOrSkip(problem, number);
  }

  private void endOrSkip(ProblemException why, long number) {
    if (skipped == null) {
      throw why;
    }
    skip(skipped, why.problem(), number);
  }

  private void skip(SkippedLines told, Problem problem, long number) {
    told.add(problem, number);
    publishing.refused(inLine(problem, number));
  }

  private static Problem inLine(Problem problem, long number) {
    return new Problem(problem.status(), "line " + number + ": " + problem.detail());
  }

  @Override
  void ended() {
    cut(() -> lines.end(this));
    if (ready()) {
      finished = true;
      accept("{" + members() + "}", false);
    }
  }

  private String cursor() {
    Answer.Accepted newest = last;
    return newest == null ? "" : "," + AnswerJson.cursor(newest);
  }

  @Override
  String members() {
    String told = skipped == null ? "" : "," + skipped.members();
    return "\"accepted\":" + accepted.get() + cursor() + told;
  }

  @Override
  boolean isEndless() {
    return true;
  }

  @Override
  boolean isLate(long now) {
    // while a line waits for its answer or its turn, it is not the client that is late
    return !waits && (now - heardAt > idleNanos || lines.isLate(now));
  }
}
