package org.fanfare.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fanfare.status.Problem;
import org.fanfare.transport.Buffers;
import org.fanfare.transport.WritePolicies;

/** A body that notes what it is told, and does what a test wants at that moment. */
final class NotingBody extends Body {
  static final long RETRY_MILLIS = 7000;

  private final AtomicBoolean busy = new AtomicBoolean();
  volatile boolean ready = true;
  volatile Runnable onceAsked = () -> {};
  volatile Runnable whenTaken = () -> {};

  private final Queue<String> events;

  private NotingBody(
      FakeRequest request,
      ResponseWriter writer,
      long announced,
      boolean endsEarly,
      Queue<String> events) {
    super(
        new Channel(
            new BodyInput(request.body, announced, endsEarly),
            writer,
            true,
            false,
            new Buffers(),
            () -> events.add("over"),
            new RefusedBodies(1, Duration.ofSeconds(30), System::nanoTime),
            () -> RETRY_MILLIS));
    this.events = events;
  }

  /** Begins to read the body of a request; all that it is told is added to {@code events}. */
  static NotingBody of(FakeRequest request, long announced, Queue<String> events) {
    return of(request, announced, false, events);
  }

  /**
   * @param endsEarly whether the server tells the end of a body of which not all was read
   */
  static NotingBody of(
      FakeRequest request, long announced, boolean endsEarly, Queue<String> events) {
    try {
      ReturnGate gate = ReturnGate.before(request.request());
      ResponseWriter writer =
          new ResponseWriter(request.request(), false, new WritePolicies(() -> Runnable::run));
      NotingBody body = new NotingBody(request, writer, announced, endsEarly, events);
      writer.listen(() -> {});
      request.body.setReadListener(body);
      gate.open();
      request.response.stream.makeRoom();
      return body;
    } catch (IOException e) {
      throw new AssertionError("it cannot be read", e);
    }
  }

  private void alone(Runnable task) {
    if (!busy.compareAndSet(false, true)) {
      throw new AssertionError("two threads at a time");
    }
    task.run();
    busy.set(false);
  }

  @Override
  boolean ready() {
    boolean answer = ready;
    Runnable meanwhile = onceAsked;
    onceAsked = () -> {};
    alone(meanwhile);
    return answer;
  }

  @Override
  void taken(byte[] bytes, int length) {
    events.add(new String(bytes, 0, length, UTF_8));
    alone(whenTaken);
  }

  @Override
  void paused() {}

  @Override
  void refused(Problem problem) {
    // what it is refused with is read from its answer
  }

  @Override
  void letGo() {}

  @Override
  void ended() {
    events.add("ended");
    accept("{}", false);
  }

  @Override
  String members() {
    return "\"events\":" + events.size();
  }

  @Override
  boolean isLate(long now) {
    return false;
  }
}
