package org.fanfare.transport.http;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fanfare.transport.Ask;
import org.jspecify.annotations.Nullable;

/**
 * Which face an {@code Accept} header (RFC 9110, section 12.5.1) means.
 *
 * <p>Of the types of the three faces the one that is named explicitly with the highest quality, the
 * earlier one if they are equal; else a wildcard or nothing, which is a poll.
 */
final class Accepted {
  private static final Map<String, Ask.Want> FACES =
      Map.of(
          "text/event-stream", Ask.Want.STREAM,
          "text/html", Ask.Want.PAGE,
          "application/json", Ask.Want.POLL);

  private Accepted() {}

  static Optional<Ask.Want> face(@Nullable Enumeration<String> headers) {
    List<String> lines = headers == null ? List.of() : Collections.list(headers);
    if (lines.stream().allMatch(String::isBlank)) {
      return Optional.of(Ask.Want.POLL);
    }
    Ask.@Nullable Want best = null;
    double bestQuality = 0;
    for (String range : String.join(",", lines).split(",", -1)) {
      String[] parts = range.split(";", -1);
      String type = parts[0].strip().toLowerCase(Locale.ROOT);
      Ask.Want face = FACES.get(type);
      double quality = quality(parts);
      boolean wildcard = type.equals("*/*");
      if (face != null && quality > bestQuality) {
        best = face;
        bestQuality = quality;
      } else if (wildcard && best == null && quality > 0) {
        best = Ask.Want.POLL; // any face that is named beats it, whatever its quality
      }
    }
    return Optional.ofNullable(best);
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
