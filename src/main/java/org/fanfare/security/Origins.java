package org.fanfare.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pages that may talk to this server: those of its own origin, and those of the listed ones.
 *
 * <p>Programs send none of the headers that are judged here, and pass; pages of other origins do
 * not. Immutable; safe for use by any thread.
 */
public final class Origins {
  /** What a program may send, and no page of a file or in a sandbox does. */
  private static final Pattern TEXT = Pattern.compile("(?!null$)[!-~&&[^*,\"\\\\]]{1,255}");

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final Set<Origin> listed;
  private final Set<String> texts;

  /**
   * Takes the origins of other pages that are allowed, and any other text that programs send.
   *
   * @throws IllegalArgumentException naming the entry, if it can be no {@code Origin}
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
   * Tells whether the request may be answered.
   *
   * <p>With an {@code Origin} that is not empty, that must be the outside of the server or listed.
   * Without one, {@code Sec-Fetch-Site} must be absent, {@code same-origin} or {@code none}; a page
   * of any site may lead a person to the HTML page, which is no more than a link does.
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

  /** Says why a request is not allowed, and which line of the settings would allow it. */
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
   * Tells whether the origin is that of the server, in one of the spellings that programs have for
   * it: with the scheme of a WebSocket, and with {@code http} though they speak TLS, as an older
   * library for WebSockets does.
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

  /** Tells whether an answer to a page of this origin carries the CORS headers. */
  public boolean isListed(@Nullable String origin) {
    return origin != null
        && (texts.contains(origin) || page(origin).map(listed::contains).orElse(false));
  }

  /** The origins of pages that are listed, as browsers send them, in order. */
  public List<String> pages() {
    return listed.stream().map(Origin::text).sorted().toList();
  }

  /** Tells whether a setting may list {@code text}. */
  public static boolean canList(String text) {
    return TEXT.matcher(text).matches();
  }

  /** The origin that a text spells, perhaps with the slash of a path that is none. */
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
