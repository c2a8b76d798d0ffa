package org.fanfare.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's own counters, as {@code api/statistics} tells them. */
final class Statistics {
  private static final Pattern TOKEN =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(-?\\d[\\d.eE+-]*)|[{}\\[\\],:]|true|false|null");

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;

  Statistics(URI url, String key) {
    request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + key)
            .build();
  }

  /** Every number, named by its path: {@code connections.websocket}. */
  Map<String, Double> read() throws IOException {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            request.uri() + " answered " + answer.statusCode() + " " + answer.body());
      }
      return numbers(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  static Map<String, Double> numbers(String json) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    Matcher tokens = TOKEN.matcher(json);
    String path = "";
    String name = "";
    while (tokens.find()) {
      String token = tokens.group();
      if (token.equals("{") || token.equals("[")) {
        path = name.isEmpty() ? path : path + name + ".";
        name = "";
      } else if (token.equals("}") || token.equals("]")) {
        path = path.substring(0, path.lastIndexOf('.', path.length() - 2) + 1);
      } else if (tokens.group(2) != null) {
        numbers.put(path + name, Double.valueOf(token));
      } else if (tokens.group(1) != null) {
        name = tokens.group(1);
      }
    }
    return numbers;
  }
}
