package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.wire.kit.Patience.soon;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
  private volatile @Nullable Throwable failure;
  private final WebSocket socket;

  private FanfareSocket(Server server, String groups, String query, String... headers) {
    WebSocket.Builder builder =
        Http.LISTENING.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    socket =
        builder
            .subprotocols("fanfare")
            .buildAsync(server.socket(groups, query), new Ear())
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
    assertThat(socket.getSubprotocol()).isEqualTo("fanfare");
  }

  /** Returns a socket that has been greeted. */
  public static FanfareSocket open(Server server, String groups, From from, String... headers) {
    FanfareSocket opened = new FanfareSocket(server, groups, from.query(), headers);
    soon("hello").until(() -> !opened.hello.isEmpty() || opened.ended());
    assertThat(opened.hello).as("hello on %s", groups).isNotEmpty();
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
    socket.sendText(frame, true).orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Sends a frame that carries {@code id} and waits for its reply. */
  public Map<String, Object> ask(String id, String frame) {
    send(frame);
    return soon("the reply to " + id).until(() -> replies.get(id), reply -> reply != null);
  }

  /** Sends a binary frame. */
  public void sendBytes(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).orTimeout(20, TimeUnit.SECONDS).join();
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
    return closeCode != 0 || failure != null;
  }

  @Override
  public void kill() {
    socket.abort();
  }

  @Override
  public void close() {
    if (!socket.isOutputClosed()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").orTimeout(20, TimeUnit.SECONDS).join();
    }
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
    } else {
      throw new IllegalArgumentException("not a frame of the subprotocol: " + text);
    }
  }

  /** Gathers the parts of a frame; called by one thread at a time. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        String text = parts.toString();
        parts.setLength(0);
        raw.add(Heard.brief(text));
        try {
          take(text);
        } catch (RuntimeException malformed) {
          notebook.spoilt(malformed);
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      notebook.spoilt(new IllegalArgumentException("a binary frame on the subprotocol"));
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closeReason = reason;
      closeCode = code;
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      failure = error;
    }
  }
}
