package org.fanfare.transport.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.connection.Answer;
import org.fanfare.message.Message;
import org.fanfare.protocol.AnswerJson;
import org.fanfare.session.GroupPublishing;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.threads.Ticker;
import org.fanfare.transport.UnfinishedMessage;
import org.fanfare.transport.UnfinishedTotal;
import org.jspecify.annotations.Nullable;

/** A body whose lines are published as they arrive, each as a message, one after the other. */
final class LineBody extends Body {
  private record Line(Message message, long number) {}

  private final GroupPublishing publishing;
  private final LineSplitter lines;
  private final long idleNanos;
  private final Ticker ticker;
  private final Queue<Line> waiting = new ArrayDeque<>();

  private volatile long heardAt;
  private volatile boolean waits; // for the answer to a line
  private boolean finished;
  private @Nullable Problem bad; // the problem of a line after those waiting
  private final AtomicLong accepted = new AtomicLong();
  private volatile Answer.@Nullable Accepted last;

  LineBody(
      Channel channel,
      GroupPublishing publishing,
      BodyLimits limits,
      UnfinishedMessage begun,
      Ticker ticker) {
    super(channel);
    this.publishing = publishing;
    this.lines = new LineSplitter(limits.maxSize(), begun);
    this.idleNanos = limits.streamIdle().toNanos();
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

  private void publish(Line line) {
    waits = true;
    publishing
        .publishLine(line.message, line.number)
        .thenAccept(answer -> answered(answer, line.number));
  }

  private void answered(Answer answer, long number) {
    if (answer instanceof Answer.Accepted done) {
      last = done;
      accepted.incrementAndGet();
      waits = false;
      turn();
    } else if (answer instanceof Answer.Rejected rejected) {
      refuse(inLine(rejected.problem(), number));
    }
  }

  @Override
  void taken(byte[] bytes, int length) {
    heardAt = ticker.nanos();
    cut(() -> lines.take(bytes, length, this::line));
    ready();
  }

  @Override
  void paused() {
    if (!lines.hold()) {
      throw inLine(UnfinishedTotal.full().problem(), lines.number()).thrown();
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

  private void line(byte[] content, long number) {
    waiting.add(
        new Line(publishing.message(content, Integer.MAX_VALUE), number)); // LineSplitter checked
  }

  private static Problem inLine(Problem problem, long number) {
    return new Problem(problem.status(), "line " + number + ": " + problem.detail());
  }

  @Override
  void ended() {
    cut(() -> lines.end(this::line));
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
    return "\"accepted\":" + accepted.get() + cursor();
  }

  @Override
  boolean isEndless() {
    return true;
  }

  @Override
  boolean isLate(long now) {
    return now - heardAt > idleNanos || lines.isLate(now);
  }
}
