package org.fanfare.transport.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.threads.SerialDrain;
import org.fanfare.transport.Buffers;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read as it comes, without holding a thread, and answered once.
 *
 * <p>The container, the timer and the layer's answers may all come at once, and take a {@link
 * #turn} each: {@link #taken}, {@link #ready}, {@link #paused} and {@link #ended} are called by one
 * thread at a time.
 */
abstract class Body extends SerialDrain implements ReadListener {
  /** A client that sends this much behind a refusal may lose it. */
  private static final long MOST_DISCARDED = 64L * 1024 * 1024;

  static final Problem BROKE_OFF = new Problem(Status.INCOMPLETE, "the body broke off");

  private final BodyInput in;
  private final ResponseWriter writer;
  private final Runnable over;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final Buffers buffers;
  private volatile boolean discards; // it was refused, and what still comes is thrown away
  private volatile @Nullable Runnable held; // the refusal, until the body has ended
  private volatile boolean told; // the refusal has left
  private volatile boolean givenUp; // no more of it is read
  private volatile boolean abandoned; // nobody waits for the refusal any more
  private long discarded;
  private final RefusedBodies refused;
  private final boolean closes;
  private final boolean proxied;

  /**
   * What a body needs to be read and answered.
   *
   * @param announced the length that the client announced, or -1
   * @param closes whether a connection is its only request's, and may be closed behind it
   * @param proxied whether a proxy passes the body on, and the answer back
   * @param endsEarly whether the server tells the end of a body of which not all was read
   * @param over runs once, when the body needs no more attention but to be read to its end
   * @param refused where a body is kept that was refused before its end
   */
  record Channel(
      ServletInputStream in,
      ResponseWriter writer,
      long announced,
      boolean closes,
      boolean proxied,
      boolean endsEarly,
      Buffers buffers,
      Runnable over,
      RefusedBodies refused) {}

  Body(Channel channel) {
    this.in = new BodyInput(channel.in, channel.announced, channel.endsEarly);
    this.writer = channel.writer;
    this.buffers = channel.buffers;
    this.closes = channel.closes;
    this.proxied = channel.proxied;
    this.over = channel.over;
    this.refused = channel.refused;
  }

  /** Whether there is room for more to be read. */
  abstract boolean ready();

  /** Takes bytes, which stay the caller's. */
  abstract void taken(byte[] bytes, int length);

  /**
   * All that has come was taken, and more is waited for; throws a {@link ProblemException} if what
   * is held until then has no place.
   */
  abstract void paused();

  /** The body has ended properly. */
  abstract void ended();

  /** It is refused with this problem; called once at most. */
  abstract void refused(Problem problem);

  /** Nothing is held any more: it was answered, or its client is gone. Called by any thread. */
  abstract void letGo();

  /** What an answer says beside a problem, as JSON members, or nothing. */
  abstract String members();

  /** Tells whether the client took too long, at {@code now}. */
  abstract boolean isLate(long now);

  @Override
  public final void onDataAvailable() {
    in.dataAvailable();
    turn();
  }

  @Override
  public final void onAllDataRead() {
    in.allRead();
    turn();
  }

  @Override
  public final void onError(Throwable problem) {
    in.breakOff();
    turn();
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
        paused();
      }
    } catch (ProblemException e) {
      refuse(e.problem());
    } catch (IOException e) {
      in.breakOff();
      refuse(BROKE_OFF);
    }
  }

  /** What comes after a refusal is thrown away, until the body ends. */
  private void readOn() {
    if (!discards) {
      return;
    }
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
      writer.complete();
    }
  }

  private boolean hasEnded() {
    return in.isComplete() || in.isBroken();
  }

  /** Reads as long as there is something, and room for it. */
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
    refuse(problem, json, 1000);
  }

  /**
   * Responses with a problem, at once. A client may read no answer before it has sent its body, and
   * over HTTP/2 it can send no more than is read; so the body is read on behind the answer, unless
   * it is late already.
   *
   * <p>Through a proxy the answer waits for the end of the body: nginx 1.22 passes on an early one,
   * and then resets the stream of a client that still sends, which is all that the JDK's sees.
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

  /** Whether the body may have no end for hours, so that its client must not wait for it. */
  boolean isEndless() {
    return false;
  }

  /** Ends a body that was refused, and does not end by itself; at once if it is told again. */
  final void giveUp() {
    abandoned = givenUp;
    givenUp = true;
    turn();
  }

  /** Its client is gone: nothing more is read, and nothing waits. */
  final void abandon() {
    abandoned = true;
    givenUp = true;
    if (discards) {
      turn();
    }
  }

  /** Responses 202. */
  final void accept(String json, boolean replayed) {
    if (answered.compareAndSet(false, true)) {
      over.run();
      send(replayed ? Body::acceptedAgain : Body::accepted, json);
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
            writer.complete();
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
