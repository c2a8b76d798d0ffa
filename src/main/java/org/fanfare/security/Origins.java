package org.fanfare.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose pages may use this server: its own origin and the listed ones.
 *
 * <p>Programs other than browsers usually send none of the headers checked here and are allowed.
 * Pages of other origins are refused. Immutable; safe for use by any thread.
 */
public final class Origins {
  /** What may be listed: any text but {@code null}, which pages of files and in sandboxes send. */
  private static final Pattern TEXT = Pattern.compile("(?!null$)[!-~&&[^*,\"\\\\]]{1,255}");

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final Set<Origin> listed;
  private final Set<String> texts;

  /**
   * Takes the allowed origins of other pages, and other texts that programs send as their origin.
   *
   * @throws IllegalArgumentException if an entry cannot be an {@code Origin}; the message names the
   *     entry
   */
  public Origins(Set<String> listed) {
    listed.forEach(Origins::require);
    this.listed =
        listed.stream()
            .flatMap(text -> page(text).stream())
            .collect(Collectors.toUnmodifiableSet());
    this.texts = Set.copyOf(listed);
  }

  /**
   * Returns whether the request may be answered.
   *
   * <p>An {@code Origin} that is not blank must be the server's external origin or listed. Without
   * one, {@code Sec-Fetch-Site} must be absent, {@code same-origin} or {@code none}. Navigation to
   * the HTML page is allowed from any site, because that is only a link.
   */
  public boolean allows(BrowserRequest request, ExternalView outside) {
    String origin = request.origin();
    if (origin != null && !origin.isBlank()) {
      return isOwn(origin, outside) || isListed(origin);
    }
    String site = request.site();
    if (site == null) {
      return true;
    }
    return switch (site) {
      case "same-origin", "none" -> true;
      case "same-site", "cross-site" -> request.isNavigationToPage();
      default -> false;
    };
  }

  /** Returns why a request is not allowed, and which setting would allow it. */
  public String refusal(BrowserRequest request, ExternalView outside) {
    String origin = request.origin();
    if (origin == null || origin.isBlank()) {
      return "pages of other sites get nothing unless fanfare.origins lists their origin";
    }
    if (origin.equals("null")) {
      return "pages of other origins get nothing, and this one cannot be listed: a page of a file, or"
          + " in a sandbox, has none; serve it over HTTP, and list that origin in fanfare.origins";
    }
    if (!canList(origin)) {
      return "pages of other origins get nothing, and what came in Origin cannot be listed";
    }
    return "pages of other origins than %s, as this server sees itself, get nothing. To let this one in: fanfare.origins += \"%s\". If it is the server's own, fanfare.trusted-proxies lacks the proxy, or the proxy does not pass the host on"
        .formatted(Origin.of(outside).text(), origin);
  }

  /**
   * Returns whether the origin is that of the server, including variants that programs send. These
   * are the scheme of a WebSocket, and {@code http} despite TLS, as an older WebSocket library
   * sends it.
   */
  private static boolean isOwn(String text, ExternalView outside) {
    Optional<Origin> origin = Origin.parse(text).map(Origin::ofPage);
    Origin own = Origin.of(outside);
    return origin.isPresent() && (origin.get().equals(own) || isOwnWithoutTls(origin.get(), own));
  }

  private static boolean isOwnWithoutTls(Origin origin, Origin own) {
    boolean usual = origin.port() == HTTP && own.port() == HTTPS;
    return origin.scheme().equals("http")
        && own.scheme().equals("https")
        && origin.host().equals(own.host())
        && (origin.port() == own.port() || usual);
  }

  /** Returns whether a response to a page of this origin has the CORS headers. */
  public boolean isListed(@Nullable String origin) {
    return origin != null
        && (texts.contains(origin) || page(origin).map(listed::contains).orElse(false));
  }

  /** Returns the listed origins of pages as browsers send them, sorted. */
  public List<String> pages() {
    return listed.stream().map(Origin::text).sorted().toList();
  }

  /** Returns whether the settings may list {@code text}. */
  public static boolean canList(String text) {
    return TEXT.matcher(text).matches();
  }

  /** Returns the origin in a text, which may end with a slash. */
  private static Optional<Origin> page(String text) {
    boolean slash = text.endsWith("/");
    return Origin.parse(slash ? text.substring(0, text.length() - 1) : text).map(Origin::ofPage);
  }

  private static void require(String text) {
    if (!canList(text)) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not an origin; right is scheme://host or scheme://host:port, such as"
              + " \"https://www.example.org\", or whatever else a program sends, without * and"
              + " blanks; null cannot be listed");
    }
  }
}
