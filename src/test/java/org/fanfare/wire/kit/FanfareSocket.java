package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.wire.kit.Waiting.soon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket that speaks the subprotocol {@code fanfare}. */
public final class FanfareSocket extends Listener {
  private final Map<String, Map<String, Object>> replies = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> messages = new CopyOnWriteArrayList<>();
  private final List<Map<String, Object>> refusals = new CopyOnWriteArrayList<>();
  private final List<String> raw = Collections.synchronizedList(new ArrayList<>());
  private volatile Map<String, Object> hello = Map.of();
  private volatile Map<String, Object> closing = Map.of();
  private final AtomicInteger heartbeats = new AtomicInteger();
  private volatile int closeCode;
  private volatile String closeReason = "";
  private volatile String end = "";
  private final LiveSocket socket;

  private FanfareSocket(Server server, String groups, String query, String... headers) {
    try {
      socket = LiveSocket.open(server, groups, query, "fanfare", headers);
    } catch (IOException failed) {
      throw new UncheckedIOException("no socket to " + groups + ": " + failed, failed);
    }
    LiveSocket.onThread(() -> socket.read(new Ear()));
  }

  /** Returns a socket that has been greeted. */
  public static FanfareSocket open(Server server, String groups, StartAt from, String... headers) {
    FanfareSocket opened = new FanfareSocket(server, groups, from.query(), headers);
    soon("hello").until(() -> !opened.hello.isEmpty() || opened.ended());
    assertThat(opened.hello).as("hello on %s, on %s", groups, opened).isNotEmpty();
    return opened;
  }

  /** Returns what the {@code hello} said. */
  public Map<String, Object> hello() {
    return hello;
  }

  /** Returns the name of this connection's mailbox. */
  public String channel() {
    return (String) hello.get("channel");
  }

  /** Sends a frame. */
  public void send(String frame) {
    try {
      socket.send(frame);
    } catch (IOException failed) {
      throw new UncheckedIOException("nothing can be sent on " + this, failed);
    }
  }

  /** Sends a frame that carries {@code id} and waits for its reply. */
  public Map<String, Object> ask(String id, String frame) {
    send(frame);
    soon("the reply to " + id).until(() -> replies.containsKey(id) || ended());
    Map<String, Object> reply = replies.get(id);
    assertThat(reply).as("the reply to %s on %s", id, this).isNotNull();
    return reply;
  }

  /** Sends a binary frame. */
  public void sendBytes(byte[] bytes) {
    try {
      socket.send(bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException("nothing can be sent on " + this, failed);
    }
  }

  /** Returns the messages that came to the channel. */
  public List<Map<String, Object>> messages() {
    return messages;
  }

  /** Returns the replies that refuse and carry no id. */
  public List<Map<String, Object>> refusals() {
    return refusals;
  }

  /** Returns every frame as it came. */
  public List<String> raw() {
    synchronized (raw) {
      return List.copyOf(raw);
    }
  }

  /** Returns how many empty frames came. */
  public int heartbeats() {
    return heartbeats.get();
  }

  /** Returns what the {@code closing} frame said, empty if there was none. */
  public Map<String, Object> closing() {
    return closing;
  }

  /** Returns the code with which the server closed, 0 if it did not. */
  public int closeCode() {
    return closeCode;
  }

  /** Returns the reason with which the server closed. */
  public String closeReason() {
    return closeReason;
  }

  @Override
  public boolean ended() {
    return !end.isEmpty();
  }

  @Override
  public void kill() {
    socket.kill();
  }

  @Override
  public void close() {
    socket.close();
  }

  /** Returns which socket it is, and how it has ended if it has. */
  @Override
  public String toString() {
    return socket + (ended() ? ", which " + end : "");
  }

  private void take(String text) {
    Map<String, Object> frame = Json.object(text);
    if (frame.containsKey("publications")) {
      boolean empty =
          Json.asArray(frame.get("publications")).isEmpty()
              && Json.asArray(frame.get("gaps")).isEmpty();
      if (empty) {
        heartbeats.incrementAndGet();
      }
      notebook.take(frame);
    } else if (frame.containsKey("hello")) {
      Map<String, Object> greeting = Json.asObject(frame.get("hello"));
      notebook.cursor((String) greeting.get("cursor"));
      hello = greeting;
    } else if (frame.containsKey("messages")) {
      Json.asArray(frame.get("messages")).forEach(one -> messages.add(Json.asObject(one)));
    } else if (frame.containsKey("reply")) {
      Map<String, Object> reply = Json.asObject(frame.get("reply"));
      if (reply.get("id") instanceof String id) {
        replies.put(id, reply);
      } else {
        refusals.add(reply);
      }
    } else if (frame.containsKey("closing")) {
      closing = Json.asObject(frame.get("closing"));
    } else if (!frame.containsKey("interrupted")) { // which is among the raw ones
      throw new IllegalArgumentException("not a frame of the subprotocol: " + text);
    }
  }

  /** Takes down what comes; called by the thread that reads. */
  private final class Ear implements LiveSocket.Handler {
    @Override
    public void text(String message) {
      raw.add(HeardItem.brief(message));
      try {
        take(message);
      } catch (RuntimeException malformed) {
        notebook.spoilt(malformed);
      }
    }

    @Override
    public void bytes(byte[] message) {
      notebook.spoilt(new IllegalArgumentException("a binary frame on the subprotocol"));
    }

    @Override
    public void closed(int code, String reason) {
      closeReason = reason;
      closeCode = code;
      end = "was closed with " + code + " " + reason;
    }

    @Override
    public void broke(Exception why) {
      end = "broke: " + why;
    }
  }
}
