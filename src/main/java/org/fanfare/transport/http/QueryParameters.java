package org.fanfare.transport.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query string. They are parsed here because {@code getParameter} reads the
 * body of a form.
 *
 * <p>If a parameter is given twice, the first one counts. Immutable.
 */
final class QueryParameters {
  private final Map<String, String> parameters = new HashMap<>();

  QueryParameters(@Nullable String text) {
    if (text == null) {
      return;
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      parameters.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
  }

  @Nullable String get(String name) {
    return parameters.get(name);
  }

  boolean has(String name) {
    return parameters.containsKey(name);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Problem(
              Status.INVALID_PARAMETER, "the query is not percent-encoded: " + e.getMessage())
          .thrown();
    }
  }
}
