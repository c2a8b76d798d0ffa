package org.fanfare.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The origins of other sites that Fanfare lists, beside those that the proxy in front lists for the
 * answers that it makes itself while Fanfare is away. Immutable.
 *
 * @param own those of Fanfare, as browsers send them
 * @param proxys those of the proxy; null if it did not say
 */
public record ListedOrigins(List<String> own, @Nullable List<String> proxys) {
  /** The request header in which our files for the proxies say what they list. */
  public static final String HEADER = "X-Fanfare-Origins";

  private static final String NONE = "none";

  /** Copies both. */
  public ListedOrigins {
    own = List.copyOf(own);
    proxys = proxys == null ? null : List.copyOf(proxys);
  }

  /**
   * Reads what the proxy says.
   *
   * @param header the list as it stands in the proxy's file, or null
   */
  public static ListedOrigins of(List<String> own, @Nullable String header) {
    return new ListedOrigins(own, header == null ? null : texts(header));
  }

  private static List<String> texts(String list) {
    return Arrays.stream(list.split("[\\s,'\"]+", -1))
        .filter(text -> !text.isEmpty() && !text.equals(NONE))
        .toList();
  }

  /** What is to be changed for both to list the same; empty if they do, or the proxy is silent. */
  Optional<Finding> finding() {
    List<String> there = proxys;
    if (there == null || new TreeSet<>(there).equals(new TreeSet<>(own))) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "The proxy lists other pages of other sites ("
                + words(there)
                + ") than fanfare.origins does ("
                + words(own)
                + "): an EventSource of a page that one of them lacks is closed for good, by the proxy when Fanfare"
                + " restarts, or by Fanfare at once",
            there.stream()
                .filter(origin -> !own.contains(origin))
                .map(origin -> "origins += \"" + origin + "\"")
                .collect(Collectors.joining("\n")),
            "Define FANFARE_ORIGINS \"" + (own.isEmpty() ? "'none'" : quoted(own)) + "\"",
            "map \"\" $fanfare_origins { default \"" + String.join(" ", own) + "\"; }"));
  }

  private static String words(List<String> origins) {
    return origins.isEmpty() ? NONE : String.join(", ", origins);
  }

  private static String quoted(List<String> origins) {
    return origins.stream().map(origin -> "'" + origin + "'").collect(Collectors.joining(", "));
  }
}
