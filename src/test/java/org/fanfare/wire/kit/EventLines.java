package org.fanfare.wire.kit;

import java.util.StringJoiner;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an event stream made into events, by the rules of the HTML standard.
 *
 * <p>Lines come from one thread at a time; what was read may be asked for by any thread.
 */
final class EventLines implements Flow.Subscriber<String> {
  private final Consumer<EventStream.Event> events;
  private final Notebook notebook;
  private volatile Flow.@Nullable Subscription connection;
  private volatile long retry = -1;
  private final AtomicInteger comments = new AtomicInteger();
  private volatile boolean ended;
  private String id = "";
  private String type = "";
  private @Nullable StringJoiner data;

  EventLines(Consumer<EventStream.Event> events, Notebook notebook) {
    this.events = events;
    this.notebook = notebook;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    connection = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    try {
      read(line);
    } catch (RuntimeException malformed) {
      notebook.spoilt(malformed);
    }
  }

  private void read(String line) {
    if (line.isEmpty()) {
      dispatch();
    } else if (line.startsWith(":")) {
      comments.incrementAndGet();
    } else {
      int colon = line.indexOf(':');
      String name = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      field(name, value.startsWith(" ") ? value.substring(1) : value);
    }
  }

  private void field(String name, String value) {
    switch (name) {
      case "id" -> id = value;
      case "event" -> type = value;
      case "retry" -> retry = Long.parseLong(value);
      case "data" -> {
        if (data == null) {
          data = new StringJoiner("\n");
        }
        data.add(value);
      }
      default -> throw new IllegalArgumentException("not a field: " + name);
    }
  }

  private void dispatch() {
    if (data != null) {
      events.accept(new EventStream.Event(id, type.isEmpty() ? "message" : type, data.toString()));
    }
    notebook.cursor(id);
    data = null;
    type = "";
  }

  @Override
  public void onError(Throwable failure) {
    ended = true;
  }

  @Override
  public void onComplete() {
    ended = true;
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
    return comments.get();
  }

  boolean ended() {
    return ended;
  }
}
