package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client that comes back by itself, as one in a browser does: with its cursor, after the delay
 * that it was told, or soon. A WebSocket holds a thread, the others hold none.
 *
 * <p>One that reads events is an {@code EventSource}: an answer other than 200 ends it for good.
 */
public final class ReturningClient implements AutoCloseable {
  private static final int SOON = 500;

  private final ReadTransport face;
  private final Server server;
  private final String group;
  private final ScheduledExecutorService timer;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<HeardItem.Gap> gaps = new CopyOnWriteArrayList<>();
  private final List<String> troubles = new CopyOnWriteArrayList<>();
  private volatile String cursor = "";
  private volatile long delay = -1;
  private volatile boolean left;
  private volatile boolean lost;
  private volatile long backAt;
  private volatile @Nullable Runnable hangUp;

  private ReturningClient(
      ReadTransport face, Server server, String group, ScheduledExecutorService timer) {
    this.face = face;
    this.server = server;
    this.group = group;
    this.timer = timer;
  }

  /** Returns a client that is on its way; it listens once it {@link #hasCursor}. */
  public static ReturningClient on(
      ReadTransport face, Server server, String group, ScheduledExecutorService timer) {
    ReturningClient client = new ReturningClient(face, server, group, timer);
    client.come();
    return client;
  }

  /** Tells whether it has been given a cursor. */
  public boolean hasCursor() {
    return !cursor.isEmpty();
  }

  /** Returns the face that it listens on. */
  public ReadTransport face() {
    return face;
  }

  /** Returns what was published and heard. */
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** Returns the gaps that it was told of. */
  public List<HeardItem.Gap> gaps() {
    return List.copyOf(gaps);
  }

  /** Tells whether it will never come back by itself. */
  public boolean isLost() {
    return lost;
  }

  /** Returns when it was last told of a gap, as {@link System#nanoTime} says it. */
  public long backAt() {
    return backAt;
  }

  /** Returns what it met on its ways back. */
  public List<String> troubles() {
    return List.copyOf(troubles);
  }

  @Override
  public void close() {
    left = true;
    Runnable last = hangUp;
    if (last != null) {
      last.run();
    }
  }

  private void come() {
    if (left || lost) {
      return;
    }
    switch (face) {
      case WEBSOCKET -> socket();
      case SSE -> stream();
      case POLL -> poll();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void comeBack(String trouble) {
    troubles.add(trouble);
    long wait = delay >= 0 ? delay : ThreadLocalRandom.current().nextLong(SOON);
    if (face != ReadTransport.SSE) {
      delay = -1;
    }
    if (!left && !lost) {
      timer.schedule(this::come, wait, TimeUnit.MILLISECONDS);
    }
  }

  private String query() {
    return cursor.isEmpty() ? "" : "after=" + cursor;
  }

  private void take(Map<String, Object> frame) {
    Json.asArray(frame.get("gaps")).forEach(gap -> missed(Json.asObject(gap)));
    Json.asArray(frame.get("publications"))
        .forEach(one -> bodies.add((String) Json.asObject(one).get("text")));
    cursor = (String) frame.get("cursor");
  }

  private void missed(Map<String, Object> gap) {
    backAt = System.nanoTime();
    gaps.add((HeardItem.Gap) ListenerHistory.gap(gap));
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void poll() {
    HttpRequest request =
        Http.request(server.groups(group, query()), "Accept", "application/json").build();
    var asked = Http.LISTENING.sendAsync(request, BodyHandlers.ofString());
    hangUp = () -> asked.cancel(true);
    asked.whenComplete(
        (answer, failure) -> {
          if (failure != null) {
            comeBack("failed: " + failure);
          } else if (answer.statusCode() != 200) {
            comeBack("answered " + answer.statusCode());
          } else {
            Map<String, Object> body = Json.object(answer.body());
            take(body);
            if (body.get("retry") instanceof Long retry) {
              delay = retry;
              comeBack("told to come back");
            } else {
              come();
            }
          }
        });
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void stream() {
    HttpRequest.Builder request =
        Http.request(server.groups(group, ""), "Accept", "text/event-stream");
    if (!cursor.isEmpty()) {
      request.header("Last-Event-ID", cursor);
    }
    Http.LISTENING
        .sendAsync(
            request.build(),
            head -> {
              if (head.statusCode() != 200) {
                return HttpResponse.BodySubscribers.mapping(
                    HttpResponse.BodySubscribers.ofString(UTF_8), page -> lostBy(head, page));
              }
              Events events = new Events();
              hangUp = events.body::cancel;
              return HttpResponse.BodySubscribers.fromSubscriber(events.body);
            })
        .whenComplete((end, failure) -> comeBack(failure == null ? "ended" : "broke: " + failure));
  }

  /** An answer that ends an {@code EventSource}: who gave it, and what it says. */
  private @Nullable Void lostBy(HttpResponse.ResponseInfo head, String page) {
    troubles.add(
        "lost for good: %s answered %d, %s, %s"
            .formatted(server.host(), head.statusCode(), head.headers().map(), page));
    lost = true;
    return null;
  }

  private final class Events implements EventBody.Page {
    final EventBody body = new EventBody(this);

    @Override
    public void event(EventStream.Event event) {
      switch (event.type()) {
        case "message" -> bodies.add(event.data());
        case "gap" -> missed(Json.object(event.data()));
        default -> troubles.add(event.type() + " " + event.data());
      }
    }

    @Override
    public void at(String lastId) {
      if (!lastId.isEmpty()) {
        cursor = lastId;
      }
      if (body.retry() >= 0) {
        delay = body.retry();
      }
    }

    @Override
    public void spoilt(RuntimeException why) {
      troubles.add("not of the contract: " + why);
    }
  }

  private void socket() {
    LiveSocket.onThread(
        () -> {
          try {
            LiveSocket socket = LiveSocket.open(server, group, query(), "fanfare");
            hangUp = socket::kill;
            if (left) {
              socket.kill();
            }
            socket.read(new Ear());
          } catch (IOException | RuntimeException failure) {
            comeBack("no socket: " + failure);
          }
        });
  }

  private void frame(String text) {
    Map<String, Object> frame = Json.object(text);
    if (frame.containsKey("publications")) {
      take(frame);
    } else if (frame.containsKey("hello")) {
      cursor = (String) Json.asObject(frame.get("hello")).get("cursor");
    } else if (frame.containsKey("closing")) {
      delay = (Long) Json.asObject(frame.get("closing")).get("retry");
    }
  }

  private final class Ear implements LiveSocket.Handler {
    @Override
    public void text(String message) {
      frame(message);
    }

    @Override
    public void closed(int code, String reason) {
      comeBack("closed with " + code);
    }

    @Override
    public void broke(Exception why) {
      comeBack("broke: " + why);
    }
  }
}
