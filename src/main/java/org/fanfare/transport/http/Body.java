package org.fanfare.transport.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.protocol.Problem;
import org.fanfare.protocol.ProblemException;

/**
 * A body that is read as it comes, without holding a thread, and answered once.
 *
 * <p>The container, the timer and the layer's answers may all come at once: whoever is first goes
 * on, the others make it go round once more, so that {@link #taken}, {@link #ready} and {@link
 * #ended} are called by one thread at a time.
 */
abstract class Body implements ReadListener {
  private static final int CHUNK = 8192;

  private final ServletInputStream in;
  private final ResponseWriter writer;
  private final long announced;
  private final Runnable over;
  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicBoolean answered = new AtomicBoolean();
  private final byte[] chunk = new byte[CHUNK];
  private volatile boolean readable;
  private volatile boolean complete;
  private volatile boolean broken;
  private long received;

  /**
   * @param announced the length that the client announced, or -1
   * @param over runs once, when the body needs no more attention
   */
  Body(ServletInputStream in, ResponseWriter writer, long announced, Runnable over) {
    this.in = in;
    this.writer = writer;
    this.announced = announced;
    this.over = over;
  }

  /** Whether there is room for more to be read. */
  abstract boolean ready();

  /** Takes bytes, which stay the caller's. */
  abstract void taken(byte[] bytes, int length);

  /** The body has ended properly. */
  abstract void ended();

  /** What an answer says beside a problem, as JSON members, or nothing. */
  abstract String members();

  /** Tells whether the client took too long, at {@code now}. */
  abstract boolean isLate(long now);

  @Override
  public final void onDataAvailable() {
    readable = true;
    turn();
  }

  @Override
  public final void onAllDataRead() {
    complete = true;
    turn();
  }

  @Override
  public final void onError(Throwable problem) {
    broken = true;
    turn();
  }

  /** Goes on after something else has happened; may be called by any thread. */
  final void turn() {
    if (turns.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    while (seen != 0) {
      step();
      seen = turns.addAndGet(-seen);
    }
  }

  private void step() {
    try {
      while (!answered.get() && readable && ready() && !complete && read()) {
        // as long as there is something to read, and room for it
      }
      boolean whole = announced < 0 || received >= announced;
      if (!answered.get() && complete && whole && ready()) {
        ended();
      } else if (broken || (complete && !whole)) {
        refuse(new Problem(Problem.Code.INCOMPLETE, "the body ended before its end"));
      }
    } catch (ProblemException e) {
      refuse(e.problem());
    } catch (IOException e) {
      refuse(new Problem(Problem.Code.INCOMPLETE, "the body broke off"));
    }
  }

  private boolean read() throws IOException {
    readable = false; // before it is asked: from then on the container may tell at any moment
    if (!in.isReady()) {
      return false;
    }
    readable = true;
    int length =
        in.read(chunk); // not isFinished() before: on Grizzly 4 that is true of what is unread
    if (length < 0) {
      complete = true;
      return false;
    }
    received += length;
    taken(chunk, length);
    if (received == announced) {
      complete = true; // never false again: the container may have told of the end meanwhile
    }
    return !complete;
  }

  /** Ends a body that took too long. */
  final void late() {
    refuse(new Problem(Problem.Code.TIMEOUT, "the body did not arrive in time"));
  }

  final void refuse(Problem problem) {
    String json = members().isEmpty() ? problem.json() : problem.json(members());
    refuse(problem, json);
  }

  final void refuse(Problem problem, String json) {
    if (answered.compareAndSet(false, true)) {
      Answers.headers(writer.response(), problem, 1000);
      send(Answers.problemBody(writer.response(), problem, json));
    }
  }

  /** Answers 202. */
  final void accept(String json, boolean replayed) {
    if (answered.compareAndSet(false, true)) {
      writer.response().setStatus(202);
      writer.response().setContentType(Answers.JSON);
      if (replayed) {
        writer.response().setHeader("Idempotency-Replayed", "true");
      }
      send(Answers.utf8(json));
    }
  }

  private void send(byte[] body) {
    over.run();
    writer.response().setContentLength(body.length);
    writer.write(body, ready -> writer.complete());
  }
}
