package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import org.fanfare.harness.EventStreamParser;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, made into events as it comes.
 *
 * <p>It comes from one thread at a time; what was read may be asked for by any thread.
 */
final class EventBody implements Flow.Subscriber<List<ByteBuffer>> {
  private final Page page;
  private final EventStreamParser parser;
  private volatile Flow.@Nullable Subscription connection;
  private volatile long retry = -1;
  private volatile int comments;
  private volatile String end = "";

  /** Who reads the events. Called by the body's thread. */
  interface Page {
    void event(EventStream.Event event);

    /** What came so far was read, with or without an event: one would come back with that id. */
    void at(String lastId);

    /** Something came that is not of the contract. */
    void spoilt(RuntimeException why);
  }

  EventBody(Page page) {
    this.page = page;
    parser =
        new EventStreamParser(
            new EventStreamParser.Events() {
              @Override
              public void event(String type, byte[] bytes, int from, int to) {
                take(type, new String(bytes, from, to - from, UTF_8));
              }

              @Override
              public void unknown(String line) {
                throw new IllegalArgumentException("not a field: " + line);
              }
            });
  }

  private void take(String type, String data) {
    page.event(new EventStream.Event(parser.lastId(), type, data));
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    connection = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      for (ByteBuffer buffer : buffers) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        parser.parse(bytes, 0, bytes.length);
      }
    } catch (RuntimeException malformed) {
      page.spoilt(malformed);
    }
    comments = parser.comments();
    retry = parser.retry();
    page.at(parser.lastId());
  }

  @Override
  public void onError(Throwable failure) {
    end = "broke: " + failure;
  }

  @Override
  public void onComplete() {
    end = "came to its end";
  }

  void cancel() {
    Flow.Subscription current = connection;
    if (current != null) {
      current.cancel();
    }
  }

  long retry() {
    return retry;
  }

  int comments() {
    return comments;
  }

  /** Returns how it has ended; empty as long as it goes on. */
  String end() {
    return end;
  }
}
