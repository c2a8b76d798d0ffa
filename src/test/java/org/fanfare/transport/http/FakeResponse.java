package org.fanfare.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fanfare.transport.ScriptedStream;
import org.jspecify.annotations.Nullable;

/** What a request is answered. */
final class FakeResponse {
  final ScriptedStream stream = new ScriptedStream();
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private int status;
  private int completed;
  private boolean committed;

  HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (self, asked, arguments) -> answer(asked.getName(), arguments));
  }

  private @Nullable Object answer(String asked, Object[] arguments) {
    return switch (asked) {
      case "setStatus" -> {
        status = (int) arguments[0];
        yield null;
      }
      case "getHeaderNames" -> List.copyOf(headers.keySet());
      case "getHeaders" -> Optional.ofNullable(headers.get(arguments[0])).stream().toList();
      case "containsHeader" -> headers.containsKey(arguments[0]);
      case "isCommitted" -> committed;
      case "reset" -> {
        headers.clear();
        status = 0;
        yield null;
      }
      case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
      case "addHeader" ->
          headers.merge((String) arguments[0], (String) arguments[1], (a, b) -> a + ", " + b);
      case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
      case "setContentLength" -> headers.put("Content-Length", arguments[0].toString());
      case "setBufferSize" -> null;
      case "getOutputStream" -> stream;
      default -> throw new UnsupportedOperationException(asked);
    };
  }

  /** Its head is on the way to the client. */
  void commit() {
    committed = true;
  }

  void completed() {
    completed++;
  }

  /** How often the container was told that the response is complete. */
  int completions() {
    return completed;
  }

  /** The status; 0 if there is no answer yet. */
  int status() {
    return status;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** All headers that were set, the last value of each, and those that were added to it. */
  Map<String, String> headers() {
    return headers;
  }

  /** Everything that was written. */
  String text() {
    return stream.written.toString(UTF_8);
  }
}
