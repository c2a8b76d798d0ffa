package org.fanfare.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The allowed origins of other sites, in two lists: Fanfare's own, and that of the proxy in front,
 * which it uses for its own responses while Fanfare is down. Immutable.
 *
 * @param own the origins in Fanfare's settings, as browsers send them
 * @param proxys the origins of the proxy; null if it sent none
 */
public record ListedOrigins(List<String> own, @Nullable List<String> proxys) {
  /** The request header in which a proxy with Fanfare's configuration files sends its list. */
  public static final String HEADER = "X-Fanfare-Origins";

  private static final String NONE = "none";

  /** Copies both lists. */
  public ListedOrigins {
    own = List.copyOf(own);
    proxys = proxys == null ? null : List.copyOf(proxys);
  }

  /**
   * Creates both lists, of which the proxy's comes from a request header.
   *
   * @param header the list as written in the proxy's configuration; null if the header is absent
   */
  public static ListedOrigins of(List<String> own, @Nullable String header) {
    return new ListedOrigins(own, header == null ? null : texts(header));
  }

  private static List<String> texts(String list) {
    return Arrays.stream(list.split("[\\s,'\"]+", -1))
        .filter(text -> !text.isEmpty() && !text.equals(NONE))
        .toList();
  }

  /**
   * Returns what must change so that both lists are equal; empty if they are, or if the proxy sent
   * none.
   */
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
