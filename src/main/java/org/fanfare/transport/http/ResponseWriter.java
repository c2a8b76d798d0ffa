package org.fanfare.transport.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.fanfare.connection.Outlet.Written;
import org.fanfare.threads.SerialDrain;
import org.fanfare.transport.PendingWrite;
import org.fanfare.transport.Quirk;
import org.fanfare.transport.WritePolicies;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a response without ever waiting for its client (Servlet 6, section 5.7).
 *
 * <p>The connection's shard offers bytes, the container says when there is room; whoever comes
 * first does what can be done, and the other goes round once more: the stream is used by one thread
 * at a time. Status and headers are set in such a turn too, never by whoever offers them: once a
 * client has gone its response may be another request's ({@link Quirk#REUSES_WHAT_IS_IN_USE}), and
 * what is set on it then is set on that one's answer.
 *
 * <p>The response's buffer is as small as can be, since the first flush may do nothing ({@link
 * Quirk#FIRST_FLUSH_DOES_NOTHING}): what does not fit leaves by itself. Other servers write it
 * without copying.
 */
final class ResponseWriter extends SerialDrain implements WriteListener, AsyncListener {
  private final Executor threads;
  private final AsyncContext async;
  private final Runnable ends;
  private final ReturnGate gate;
  private final boolean streams;
  private final boolean keepsWrites;
  private final HttpServletResponse response;
  private final ServletOutputStream out;
  private final AtomicBoolean completed = new AtomicBoolean();
  private volatile boolean open;
  private volatile boolean failed;
  private volatile boolean over;
  private final PendingWrite write;
  private final Runnable turn = this::turn;
  private @Nullable Consumer<HttpServletResponse> head;
  private volatile @Nullable PendingWrite pending;
  private volatile Runnable gone = () -> {};

  /**
   * @param streams whether each write must leave at once, rather than when the response is complete
   */
  ResponseWriter(HttpServletRequest request, boolean streams, WritePolicies threads)
      throws IOException {
    this(request, request.startAsync(), streams, threads, null);
  }

  /**
   * @param async the request's, which has started
   * @param suspension what is to be resumed when the response is complete, by whoever started it;
   *     null if nobody else did
   */
  ResponseWriter(
      HttpServletRequest request,
      AsyncContext async,
      boolean streams,
      WritePolicies threads,
      @Nullable Suspension suspension)
      throws IOException {
    this.threads = threads.of(request.getServletContext());
    this.async = async;
    this.ends = suspension == null ? async::complete : () -> resume(suspension, async);
    this.gate = ReturnGate.of(request);
    this.streams = streams;
    this.keepsWrites = Quirk.QUEUES_WRITES.isOf(request.getServletContext());
    this.response = (HttpServletResponse) async.getResponse();
    this.write = new PendingWrite(WritePolicies.most(keepsWrites));
    response.setBufferSize(1);
    this.out = response.getOutputStream();
  }

  /** Begins to listen; {@code whenGone} runs when the container says that the client is gone. */
  void listen(Runnable whenGone) {
    gone = whenGone;
    gate.whenOpen(turn);
    async.setTimeout(0);
    async.addListener(this);
    out.setWriteListener(this);
  }

  /** Writes bytes, and tells how many they are; used by one write at a time. */
  long write(byte[] bytes, Written written) {
    return write(bytes, streams, written);
  }

  private long write(byte[] bytes, boolean leaves, Written written) {
    pending = write.begin(bytes, leaves, written);
    threads.execute(turn);
    return bytes.length;
  }

  /**
   * Writes the first bytes of an answer; {@code sets} gives it its status and headers, if it still
   * has a client.
   */
  long begin(Consumer<HttpServletResponse> sets, byte[] bytes, Written written) {
    head = sets;
    return write(bytes, written);
  }

  /** Writes an answer whole, with its length. */
  long answer(Consumer<HttpServletResponse> sets, byte[] bytes, Written written) {
    return answer(sets, bytes, streams, written);
  }

  /**
   * Writes an answer whole, with its length.
   *
   * @param leaves whether it must leave at once, since the response is not complete then
   */
  long answer(Consumer<HttpServletResponse> sets, byte[] bytes, boolean leaves, Written written) {
    int length = bytes.length; // so that the bytes are not kept with a head that is never set
    head = sets.andThen(to -> to.setContentLength(length));
    return write(bytes, leaves, written);
  }

  /**
   * Whether the server may keep what it has taken, and takes more ({@link Quirk#QUEUES_WRITES}).
   */
  boolean keepsWrites() {
    return keepsWrites;
  }

  @Override
  public void onWritePossible() {
    open = true;
    turn();
  }

  @Override
  protected void round() {
    step();
    if (over && gate.isOpen()) {
      completeNow();
      step(); // what still waits is told that it never left
    }
  }

  private void step() {
    PendingWrite now = pending;
    if (now == null || !gate.isOpen() || (!open && !failed)) {
      return;
    }
    try {
      if (!failed) {
        setHead();
        if (!now.advance(out)) {
          return;
        }
      }
    } catch (IOException | RuntimeException e) { // what a container throws of one it has recycled
      failed = true;
    }
    pending = null;
    now.done(!failed);
  }

  private void setHead() {
    Consumer<HttpServletResponse> sets = head;
    head = null;
    if (sets != null) {
      sets.accept(response);
    }
  }

  @Override
  public void onError(Throwable problem) {
    failed = true;
    turn();
    gone.run();
  }

  /** Ends the response, as soon as that may be; idempotent. */
  void complete() {
    over = true;
    threads.execute(turn);
  }

  private void completeNow() {
    if (completed.compareAndSet(false, true)) {
      try {
        gate.end(async, ends);
      } catch (RuntimeException alreadyEnded) {
        gone.run();
      }
      forget();
    }
  }

  private static void resume(Suspension suspension, AsyncContext async) {
    if (!suspension.resume()) {
      async.complete(); // who was to do it thinks that it is over
    }
  }

  /**
   * Lets go of whoever waits for this writer: nothing can be written any more, and the connection
   * must not stay with what the server keeps ({@link Quirk#KEEPS_THE_LAST_OF_A_THREAD}).
   */
  private void forget() {
    gone = () -> {};
    failed = true;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    completed.set(true);
    gone.run();
    forget();
    turn();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    gone.run();
  }

  @Override
  public void onError(AsyncEvent event) {
    failed = true;
    gone.run();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // nobody starts again what was started here
  }
}
