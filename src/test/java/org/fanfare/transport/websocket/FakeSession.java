package org.fanfare.transport.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A session that notes what it is to send, and has sent it at once or when the test says so. */
final class FakeSession {
  final List<String> calls = new ArrayList<>();

  /** How deep the stack was at each send. */
  final List<Long> depths = new ArrayList<>();

  /** Whether what is sent is sent before the call returns. */
  boolean atOnce;

  /** What every call throws, if anything. */
  @Nullable RuntimeException broken;

  boolean open = true;

  /** What the handshake left behind. */
  final Map<String, Object> properties = new HashMap<>();

  /** What listens to it, by what it listens to. */
  final Map<Class<?>, Object> handlers = new HashMap<>();

  private @Nullable SendHandler outstanding;

  Session session() {
    return (Session)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Session.class},
            (self, asked, arguments) ->
                switch (asked.getName()) {
                  case "getAsyncRemote" -> remote();
                  case "isOpen" -> open;
                  case "addMessageHandler" -> handlers.put((Class<?>) arguments[0], arguments[1]);
                  case "getUserProperties" -> properties;
                  case "close" -> close((CloseReason) arguments[0]);
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }

  private RemoteEndpoint.Async remote() {
    return (RemoteEndpoint.Async)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {RemoteEndpoint.Async.class},
            (self, asked, arguments) ->
                switch (asked.getName()) {
                  case "sendText" -> send("text " + arguments[0], (SendHandler) arguments[1]);
                  case "sendBinary" ->
                      send("bytes " + text(arguments[0]), (SendHandler) arguments[1]);
                  case "sendPing" ->
                      note("ping with " + ((ByteBuffer) arguments[0]).remaining() + " bytes");
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }

  private static String text(Object buffer) {
    return StandardCharsets.UTF_8.decode((ByteBuffer) buffer).toString();
  }

  private @Nullable Object note(String call) {
    if (broken != null) {
      throw broken;
    }
    calls.add(call);
    return null;
  }

  private @Nullable Object send(String call, SendHandler handler) {
    if (outstanding != null) {
      throw new AssertionError("a second send while one is outstanding: " + call);
    }
    note(call);
    depths.add(StackWalker.getInstance().walk(Stream::count));
    outstanding = handler;
    if (atOnce) {
      sent();
    }
    return null;
  }

  private @Nullable Object close(CloseReason reason) {
    return note("close " + reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
  }

  /** What is outstanding has been sent. */
  void sent() {
    end(new SendResult());
  }

  /** What is outstanding could not be sent. */
  void failed() {
    end(new SendResult(new IOException("the client is gone")));
  }

  private void end(SendResult result) {
    SendHandler handler = Objects.requireNonNull(outstanding, "nothing is outstanding");
    outstanding = null;
    handler.onResult(result);
  }
}
