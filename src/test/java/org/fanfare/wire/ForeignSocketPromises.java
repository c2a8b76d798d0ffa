package org.fanfare.wire;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Tls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a WebSocket client gets that is not the tests' own: the JDK's.
 *
 * <p>Nothing is published until it is open, or greeted: what came right behind the answer to the
 * handshake, in its segment, was seen to be the last that its listener was told, now and then
 * (17.0.15).
 */
public interface ForeignSocketPromises extends OnTheWire {
  @Test
  default void aBareSocketOfTheJdkHearsWhatItSends() {
    Told told = new Told();
    WebSocket socket = open(Groups.open(), told);
    try {
      socket.sendText("grüße", true).orTimeout(20, TimeUnit.SECONDS).join();

      await().until(() -> told.whole.equals(List.of("grüße")));
    } finally {
      socket.abort();
    }
  }

  @Test
  default void aSocketOfTheJdkIsGreetedAndGivenWhatIsPublishedThen() {
    String group = Groups.open();
    Told told = new Told();
    WebSocket socket = open(group, told, "fanfare");
    try {
      await().until(() -> told.whole.size() == 1 && told.whole.get(0).startsWith("{\"hello\":"));

      Http.post(server().groups(group, ""), "text/plain", "welcome");

      await().until(() -> told.whole.stream().anyMatch(one -> one.contains("\"welcome\"")));
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").orTimeout(20, TimeUnit.SECONDS).join();
      await().until(() -> told.code == WebSocket.NORMAL_CLOSURE);
    } finally {
      socket.abort();
    }
  }

  private WebSocket open(String group, Told told, String... subprotocol) {
    WebSocket.Builder builder = Tls.client(HttpClient.Version.HTTP_1_1).newWebSocketBuilder();
    for (String one : subprotocol) {
      builder.subprotocols(one);
    }
    return builder
        .buildAsync(server().socket(group, ""), told)
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  /** What the JDK's client has told: called by one thread at a time. */
  final class Told implements WebSocket.Listener {
    private final List<String> whole = new CopyOnWriteArrayList<>();
    private final StringBuilder parts = new StringBuilder();
    private volatile int code;

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        whole.add(parts.toString());
        parts.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int closing, String reason) {
      code = closing;
      return null;
    }
  }
}
