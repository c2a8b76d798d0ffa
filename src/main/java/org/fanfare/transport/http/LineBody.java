package org.fanfare.transport.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.connection.Ticker;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.protocol.Intake;
import org.fanfare.protocol.Problem;
import org.fanfare.protocol.ProblemException;
import org.fanfare.publish.Answer;
import org.fanfare.publish.Publisher;
import org.fanfare.transport.Ask;
import org.fanfare.transport.Begun;
import org.fanfare.transport.BegunTotal;
import org.jspecify.annotations.Nullable;

/** A body of which each line becomes a message as it arrives, one after the other. */
final class LineBody extends Body {
  private record Line(Message message, long number) {}

  private final Ask ask;
  private final MediaType type;
  private final @Nullable String key;
  private final Publisher publisher;
  private final Lines lines;
  private final long idleNanos;
  private final Ticker ticker;
  private final Queue<Line> waiting = new ArrayDeque<>();

  private volatile long heardAt;
  private volatile boolean publishing;
  private boolean finished;
  private @Nullable Problem bad; // of a line after those that wait
  private final AtomicLong accepted = new AtomicLong();
  private volatile Answer.@Nullable Accepted last;

  LineBody(
      Channel channel,
      Ask ask,
      MediaType type,
      @Nullable String key,
      Publisher publisher,
      BodyLimits limits,
      Begun begun,
      Ticker ticker) {
    super(channel);
    this.ask = ask;
    this.type = type;
    this.key = key;
    this.publisher = publisher;
    this.lines = new Lines(limits.maxSize(), begun);
    this.idleNanos = limits.streamIdle().toNanos();
    this.ticker = ticker;
    this.heardAt = ticker.nanos();
  }

  /** Publishes what waits; there is room for more when all of it has been answered. */
  @Override
  boolean ready() {
    while (!publishing && !waiting.isEmpty()) {
      publish(waiting.remove());
    }
    if (!publishing && bad != null) {
      throw bad.thrown();
    }
    return !publishing && !finished;
  }

  private void publish(Line line) {
    publishing = true;
    String lineKey = key == null ? null : key + "/" + line.number;
    publisher
        .publish(ask.caller(), ask.groups(), line.message, lineKey)
        .thenAccept(answer -> answered(answer, line.number));
  }

  private void answered(Answer answer, long number) {
    if (answer instanceof Answer.Accepted done) {
      last = done;
      accepted.incrementAndGet();
      publishing = false;
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
      throw inLine(BegunTotal.full().problem(), lines.number()).thrown();
    }
  }

  @Override
  void refused(Problem problem) {
    publisher.refused(ask.caller(), ask.groups(), problem);
  }

  @Override
  void letGo() {
    lines.letGo();
  }

  /** What comes before a bad line is published, and the rest is not looked at. */
  private void cut(Runnable cutting) {
    try {
      cutting.run();
    } catch (ProblemException e) {
      bad = inLine(e.problem(), lines.number());
    }
  }

  private void line(byte[] content, long number) {
    waiting.add(new Line(Intake.message(type, content, Integer.MAX_VALUE), number)); // Lines counts
  }

  private static Problem inLine(Problem problem, long number) {
    return new Problem(problem.code(), "line " + number + ": " + problem.detail());
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
    return newest == null ? "" : ",\"cursor\":\"" + newest.cursor().text() + "\"";
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
