package org.fanfare.wire.kit;

import static org.fanfare.wire.kit.Waiting.soon;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A Server-Sent Events stream, read as an {@code EventSource} reads it. */
public final class EventStream extends Listener {
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final EventBody body = new EventBody(new Reading());
  private final HttpResponse.ResponseInfo head;

  /**
   * An event.
   *
   * @param id the last id, of this event or one before it
   * @param type its type, {@code message} unless it has another
   * @param data its data
   */
  public record Event(String id, String type, String data) {
    /** Keeps long data briefly. */
    public Event {
      data = HeardItem.brief(data);
    }
  }

  /** Returns a stream at any address, as soon as it was answered. */
  public static EventStream of(URI address, String... headers) {
    return new EventStream(
        Http.request(address, headers).setHeader("Accept", "text/event-stream").build());
  }

  private EventStream(HttpRequest request) {
    CompletableFuture<HttpResponse.ResponseInfo> answered = new CompletableFuture<>();
    CompletableFuture<HttpResponse<Void>> whole =
        Http.LISTENING.sendAsync(
            request,
            info -> {
              answered.complete(info);
              return BodySubscribers.fromSubscriber(body);
            });
    head =
        answered
            .applyToEither(whole.thenCompose(any -> answered), Function.identity())
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
  }

  /** Returns a stream that has told its starting cursor, or has ended without. */
  public static EventStream open(Server server, String groups, StartAt from, String... headers) {
    HttpRequest.Builder request = Http.request(server.groups(groups, from.query()), headers);
    request.setHeader("Accept", "text/event-stream");
    if (!from.cursor().isEmpty()) {
      request.setHeader("Last-Event-ID", from.cursor());
    }
    EventStream stream = new EventStream(request.build());
    soon("the starting cursor").until(() -> !stream.cursor().isEmpty() || stream.ended());
    return stream;
  }

  /** Returns the status. */
  public int status() {
    return head.statusCode();
  }

  /** Returns the first value of a header of the answer, empty if there is none. */
  public String header(String name) {
    return head.headers().firstValue(name).orElse("");
  }

  /** Returns the delay after which to come back, in milliseconds, -1 if none was given. */
  public long retry() {
    return body.retry();
  }

  /** Returns all events, gaps included. */
  public List<Event> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** Returns how many comments came. */
  public int comments() {
    return body.comments();
  }

  @Override
  public boolean ended() {
    return !body.end().isEmpty();
  }

  @Override
  public void kill() {
    body.cancel();
  }

  @Override
  public void close() {
    kill();
  }

  /** Returns what was answered, and how the stream has ended if it has. */
  @Override
  public String toString() {
    return "a stream, answered with " + status() + (ended() ? ", which " + body.end() : "");
  }

  private final class Reading implements EventBody.Page {
    @Override
    public void event(Event event) {
      events.add(event);
      switch (event.type()) {
        case "message" ->
            notebook.take(new HeardItem.Publication("", 0, "text", event.data()), event.id());
        case "bytes" ->
            notebook.take(new HeardItem.Publication("", 0, "base64", event.data()), event.id());
        case "gap" -> notebook.take(ListenerHistory.gap(Json.object(event.data())), event.id());
        default -> {
          // Refusals are events, but nothing heard of a group.
        }
      }
    }

    @Override
    public void at(String lastId) {
      notebook.cursor(lastId);
    }

    @Override
    public void spoilt(RuntimeException why) {
      notebook.spoilt(why);
    }
  }
}
