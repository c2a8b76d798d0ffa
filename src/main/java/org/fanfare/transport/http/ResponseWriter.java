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
 * <p>The connection's shard offers bytes, and the container says when there is room. Whichever of
 * the two threads comes first does what can be done; if the other one comes meanwhile, the first
 * runs another round. So one thread at a time uses the stream. Status and headers are set in such a
 * turn too, never by the thread that offers them. Once a client has gone, its response object may
 * belong to another request ({@link Quirk#REUSES_WHAT_IS_IN_USE}), and headers set on it would
 * appear in the response to that request.
 *
 * <p>The buffer of the response is as small as possible, because the first flush may have no effect
 * ({@link Quirk#FIRST_FLUSH_DOES_NOTHING}): bytes that do not fit are sent without a flush. Other
 * servers write them without copying.
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
   * @param streams whether each write must be sent at once, rather than when the response is
   *     complete
   */
  ResponseWriter(HttpServletRequest request, boolean streams, WritePolicies threads)
      throws IOException {
    this(request, request.startAsync(), streams, threads, null);
  }

  /**
   * @param async the asynchronous context of the request, which has been started
   * @param suspension what to resume when the response is complete, if another part of the
   *     application has started the asynchronous context; otherwise null
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

  /**
   * Begins to listen to the container; {@code whenGone} runs when it reports that the client is
   * gone.
   */
  void listen(Runnable whenGone) {
    gone = whenGone;
    gate.whenOpen(turn);
    async.setTimeout(0);
    async.addListener(this);
    out.setWriteListener(this);
  }

  /** Writes bytes and returns their number. One write at a time. */
  long write(byte[] bytes, Written written) {
    return write(bytes, streams, written);
  }

  private long write(byte[] bytes, boolean leaves, Written written) {
    pending = write.begin(bytes, leaves, written);
    threads.execute(turn);
    return bytes.length;
  }

  /**
   * Writes the first bytes of a response. {@code sets} sets its status and headers, if the client
   * is still there.
   */
  long begin(Consumer<HttpServletResponse> sets, byte[] bytes, Written written) {
    head = sets;
    return write(bytes, written);
  }

  /** Writes a complete response, with its length. */
  long answer(Consumer<HttpServletResponse> sets, byte[] bytes, Written written) {
    return answer(sets, bytes, streams, written);
  }

  /**
   * Writes a complete response, with its length.
   *
   * @param leaves whether it must be sent at once, because the response is not completed after it
   */
  long answer(Consumer<HttpServletResponse> sets, byte[] bytes, boolean leaves, Written written) {
    int length = bytes.length; // the lambda must not keep the bytes, since it may never run
    head = sets.andThen(to -> to.setContentLength(length));
    return write(bytes, leaves, written);
  }

  /**
   * Returns whether the server may keep the bytes that it has taken, and take more ({@link
   * Quirk#QUEUES_WRITES}).
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
      step(); // tells a write that still waits that it failed
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
    } catch (IOException | RuntimeException e) { // a container may throw anything after recycling
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

  /** Ends the response as soon as that is possible. Idempotent. */
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
      async.complete(); // what was to be resumed says that it is over already
    }
  }

  /**
   * Drops the references to the connection, because nothing can be written any more, and what the
   * server keeps must not keep the connection in memory ({@link Quirk#KEEPS_THE_LAST_OF_A_THREAD}).
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
    // The asynchronous context that was started here is not started again.
  }
}
