package org.fanfare.transport.http;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Determines the kind of a reading request from its {@code Accept} header (RFC 9110, section
 * 12.5.1). Pure functions.
 *
 * <p>Each kind has a media type. Its quality is that of the most specific range that matches this
 * type: the type itself, otherwise {@code text/*} or {@code application/*}. The kind with the
 * highest quality wins. Among equal ones, a type that is named precedes one that only a range
 * matches, and of several named types the first precedes the others. If no kind has a quality above
 * 0, the range of all types means a poll, or, if the header excludes polls, the first kind that is
 * not excluded.
 */
final class ContentNegotiation {
  private static final String ALL = "*/*";
  private static final Pattern QUALITY = Pattern.compile("[01]?\\.[0-9]{1,9}|[01]\\.?");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"");

  /** The kinds, in the order in which a range selects them. */
  private static final List<Type> KINDS =
      List.of(
          new Type(RequestKind.STREAM, "text/event-stream", "text/*"),
          new Type(RequestKind.PAGE, "text/html", "text/*"),
          new Type(RequestKind.POLL, "application/json", "application/*"));

  private record Type(RequestKind kind, String name, String range) {}

  /**
   * What the header says about one range.
   *
   * @param place the position of the range in the header
   */
  private record Said(double quality, int place) {
    boolean goesBefore(@Nullable Said other) {
      return other == null
          || quality > other.quality
          || (quality == other.quality && place < other.place);
    }
  }

  private ContentNegotiation() {}

  /** Returns the first of {@code types} that the header names with a quality above 0. */
  static Optional<String> one(@Nullable Enumeration<String> headers, Set<String> types) {
    if (types.isEmpty() || headers == null) {
      return Optional.empty();
    }
    Map<String, Said> header = read(String.join(",", Collections.list(headers)));
    return types.stream()
        .filter(
            type -> {
              Said said = header.get(type);
              return said != null && said.quality > 0;
            })
        .findFirst();
  }

  static Optional<RequestKind> kind(@Nullable Enumeration<String> headers) {
    List<String> lines = headers == null ? List.of() : Collections.list(headers);
    if (lines.stream().allMatch(String::isBlank)) {
      return Optional.of(RequestKind.POLL);
    }
    Map<String, Said> header = read(String.join(",", lines));
    @Nullable RequestKind best = null;
    @Nullable Said bestSaid = null;
    for (Type type : KINDS) {
      Said said = of(type, header);
      if (said != null && said.quality > 0 && said.goesBefore(bestSaid)) {
        best = type.kind;
        bestSaid = said;
      }
    }
    return best == null ? whatIsLeft(header) : Optional.of(best);
  }

  /**
   * Returns what the header says about a kind, by its type or by the range that contains it; null
   * if it says nothing.
   */
  private static @Nullable Said of(Type type, Map<String, Said> header) {
    Said named = header.get(type.name);
    if (named != null) {
      return named;
    }
    Said range = header.get(type.range);
    return range == null ? null : new Said(range.quality, Integer.MAX_VALUE);
  }

  private static Optional<RequestKind> whatIsLeft(Map<String, Said> header) {
    Said all = header.get(ALL);
    if (all == null || all.quality == 0) {
      return Optional.empty();
    }
    List<RequestKind> left =
        KINDS.stream().filter(type -> of(type, header) == null).map(Type::kind).toList();
    return left.contains(RequestKind.POLL)
        ? Optional.of(RequestKind.POLL)
        : left.stream().findFirst();
  }

  /**
   * Parses the ranges of a header. If a range occurs twice, with different parameters, the one with
   * the higher quality counts.
   */
  private static Map<String, Said> read(String header) {
    Map<String, Said> ranges = new HashMap<>();
    int place = 0;
    for (String range : QUOTED.matcher(header).replaceAll("").split(",", -1)) {
      String[] parts = range.split(";", -1);
      Said said = new Said(quality(parts), place++);
      ranges.merge(
          parts[0].strip().toLowerCase(Locale.ROOT),
          said,
          (before, now) -> now.goesBefore(before) ? now : before);
    }
    return ranges;
  }

  /** Returns the quality of a range: 1 if it has none, 0 if it is not a number from 0 to 1. */
  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        String number = parameter.substring(2).strip();
        double quality = QUALITY.matcher(number).matches() ? Double.parseDouble(number) : 0;
        return quality <= 1 ? quality : 0;
      }
    }
    return 1;
  }
}
