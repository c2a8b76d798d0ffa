package org.fanfare.transport.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.threads.SerialDrain;
import org.fanfare.transport.Buffers;
import org.jspecify.annotations.Nullable;

/**
 * A request body that is read as it arrives, without occupying a thread, and is answered exactly
 * once.
 *
 * <p>The container, the timer and the layer's answers may call at the same time; each of them takes
 * a {@link #turn}. {@link #taken}, {@link #ready}, {@link #paused} and {@link #ended} are called by
 * one thread at a time.
 */
abstract class Body extends SerialDrain implements ReadListener {
  /**
   * The maximum number of bytes that are read and discarded after a refusal. A client that sends
   * more may lose the response.
   */
  private static final long MOST_DISCARDED = 64L * 1024 * 1024;

  static final Problem BROKE_OFF = new Problem(Status.INCOMPLETE, "the body broke off");

  private final BodyInput in;
  private final ResponseWriter writer;
  private final Runnable over;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final Buffers buffers;
  private volatile boolean discards; // refused: what still arrives is read and discarded
  private volatile @Nullable Runnable held; // sends the refusal when the body ends
  private volatile boolean told; // the refusal has been sent
  private volatile boolean givenUp; // no more of it is read
  private volatile boolean abandoned; // nobody waits for the refusal
  private long discarded;
  private final AtomicInteger reports = new AtomicInteger(); // those that have not returned
  private final AtomicBoolean completed = new AtomicBoolean();
  private volatile boolean completes; // the response is whole
  private final RefusedBodies refused;
  private final LongSupplier retry;
  private final boolean closes;
  private final boolean proxied;

  /**
   * What a body needs to be read and answered.
   *
   * @param closes whether the connection may be closed after the response, because it carries no
   *     other request at the same time
   * @param proxied whether a proxy passes on the body and the response
   * @param over runs once, when the body needs no more attention except to be read to its end
   * @param refused holds bodies that were refused before their end
   * @param retry returns a delay in milliseconds after which a publisher that is refused
   *     temporarily should come back
   */
  record Channel(
      BodyInput in,
      ResponseWriter writer,
      boolean closes,
      boolean proxied,
      Buffers buffers,
      Runnable over,
      RefusedBodies refused,
      LongSupplier retry) {}

  Body(Channel channel) {
    this.in = channel.in;
    this.writer = channel.writer;
    this.buffers = channel.buffers;
    this.closes = channel.closes;
    this.proxied = channel.proxied;
    this.over = channel.over;
    this.refused = channel.refused;
    this.retry = channel.retry;
  }

  /** Returns whether more bytes can be accepted. */
  abstract boolean ready();

  /** Accepts bytes. The array belongs to the caller, which reuses it. */
  abstract void taken(byte[] bytes, int length);

  /**
   * Called when all bytes that have arrived were accepted, and more are awaited. Throws a {@link
   * ProblemException} if there is no room for what must be held until then.
   */
  abstract void paused();

  /** Called when the body has ended properly. */
  abstract void ended();

  /** Called when the body is refused with this problem; at most once. */
  abstract void refused(Problem problem);

  /**
   * Releases what is held, because the body was answered or its client is gone. Called by any
   * thread.
   */
  abstract void letGo();

  /** Releases everything that is held, as {@link #letGo} does. */
  final void release() {
    in.end();
    letGo();
  }

  /** Returns the JSON members that a response has in addition to a problem; may be empty. */
  abstract String members();

  /** Returns whether the client has taken too long, at {@code now} in nanoseconds. */
  abstract boolean isLate(long now);

  @Override
  public final void onDataAvailable() {
    report(in::dataAvailable);
  }

  @Override
  public final void onAllDataRead() {
    report(in::allRead);
  }

  @Override
  public final void onError(Throwable problem) {
    report(in::breakOff);
  }

  private void report(Runnable note) {
    reports.incrementAndGet();
    try {
      note.run();
      turn();
    } finally {
      reports.decrementAndGet();
      completeAfterReports();
    }
  }

  private void complete() {
    completes = true;
    completeAfterReports();
  }

  /**
   * Completes the response when no report of the container is on its way: a container may look at
   * the request again when it returns ({@link
   * org.fanfare.transport.Quirk#LOOKS_AGAIN_AFTER_READING}).
   */
  private void completeAfterReports() {
    if (completes && reports.get() == 0 && completed.compareAndSet(false, true)) {
      writer.complete();
    }
  }

  @Override
  protected final void round() {
    if (answered.get()) {
      readOn();
      return;
    }
    try {
      readAll();
      boolean complete = in.isComplete();
      boolean whole = in.isWhole();
      if (!answered.get() && complete && whole && ready()) {
        ended();
      } else if (in.isBroken() || (complete && !whole)) {
        refuse(new Problem(Status.INCOMPLETE, "the body ended before its end"));
      } else if (!answered.get()) {
        in.hold();
        paused();
      }
    } catch (ProblemException e) {
      refuse(e.problem());
    } catch (IOException e) {
      in.breakOff();
      refuse(BROKE_OFF);
    }
  }

  /**
   * Reads and discards what arrives after a refusal. When the body ends or is given up, sends the
   * refusal if it was held back, and otherwise completes the response once the refusal was sent.
   */
  private void readOn() {
    if (!discards) {
      return;
    }
    in.discard();
    try {
      readAll();
    } catch (IOException e) {
      in.breakOff();
    }
    Runnable answer = held;
    if (answer != null && (givenUp || hasEnded())) {
      held = null;
      answer.run();
    } else if (answer == null && (abandoned || (told && (givenUp || hasEnded())))) {
      discards = false;
      refused.gone(this);
      complete();
    }
  }

  private boolean hasEnded() {
    return in.isComplete() || in.isBroken();
  }

  /** Reads while bytes are available and can be accepted. */
  private void readAll() throws IOException {
    if (!in.mayRead() || in.isBroken()) {
      return;
    }
    byte[] buffer = buffers.take();
    try {
      while (in.mayRead() && wantsMore()) {
        int length = in.read(buffer);
        if (length < 0) {
          return;
        }
        if (!answered.get()) {
          taken(buffer, length);
        } else {
          discarded += length;
          givenUp |= discarded > MOST_DISCARDED;
        }
      }
    } finally {
      buffers.giveBack(buffer);
    }
  }

  private boolean wantsMore() {
    return answered.get() ? discards && !givenUp : ready();
  }

  /** Ends a body that took too long. */
  final void late() {
    refuse(new Problem(Status.TIMEOUT, "the body did not arrive in time"));
  }

  final void refuse(Problem problem) {
    String json =
        members().isEmpty() ? ProblemJson.of(problem) : ProblemJson.of(problem, members());
    refuse(problem, json);
  }

  final void refuse(Problem problem, String json) {
    refuse(problem, json, retry.getAsLong());
  }

  /**
   * Sends a problem as the response, normally at once. Some clients read no response before they
   * have sent their whole body, and over HTTP/2 a client can send no more than is read. Therefore
   * the body is read on after the response, unless it is already late.
   *
   * <p>Through a proxy, the response waits for the end of the body: nginx 1.22 passes on an early
   * response, and then resets the stream of a client that is still sending. The JDK's client sees
   * only this reset.
   */
  final void refuse(Problem problem, String json, long retryMillis) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    refused(problem);
    boolean late = problem.status() == Status.TIMEOUT;
    boolean readsOn = !late && !hasEnded() && refused.take(this);
    Runnable answer =
        () ->
            send(
                to -> {
                  Responses.head(to, problem, retryMillis);
                  Responses.closing(to, problem, closes);
                },
                json);
    held = readsOn && proxied ? answer : null;
    discards = readsOn;
    over.run();
    if (held == null) {
      answer.run();
    } else {
      turn();
    }
  }

  /** Returns whether the body may go on for hours, so that its end cannot be awaited for long. */
  boolean isEndless() {
    return false;
  }

  /**
   * Stops reading a refused body that does not end by itself. The second call ends it even if the
   * refusal has not been sent yet.
   */
  final void giveUp() {
    abandoned = givenUp;
    givenUp = true;
    turn();
  }

  /** Called when the client is gone: stops reading, and waits for nothing. */
  final void abandon() {
    abandoned = true;
    givenUp = true;
    if (discards) {
      turn();
    }
  }

  /** Responds with status 202. */
  final void accept(String json, boolean replayed) {
    if (answered.compareAndSet(false, true)) {
      over.run();
      send(replayed ? Body::acceptedAgain : Body::accepted, json);
    }
  }

  /** Responds with status 200 and JSON. */
  final void answer(String json) {
    if (answered.compareAndSet(false, true)) {
      over.run();
      send(response -> Responses.head(response, 200, Responses.JSON), json);
    }
  }

  private static void accepted(HttpServletResponse response) {
    Responses.head(response, 202, Responses.JSON);
  }

  private static void acceptedAgain(HttpServletResponse response) {
    accepted(response);
    response.setHeader("Idempotency-Replayed", "true");
  }

  private void send(Consumer<HttpServletResponse> head, String json) {
    boolean readsOn = discards;
    writer.answer(
        head,
        Responses.utf8(json),
        readsOn,
        ready -> {
          if (!readsOn) {
            complete();
            return;
          }
          told = true;
          if (ready) {
            turn();
          } else {
            abandon();
          }
        });
  }
}
