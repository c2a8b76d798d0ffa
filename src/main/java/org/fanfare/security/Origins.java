package org.fanfare.security;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pages that may talk to this server: those of its own origin, and those of the listed ones.
 *
 * <p>Programs send none of the headers that are judged here, and pass; pages of other origins do
 * not. Immutable; safe for use by any thread.
 */
public final class Origins {
  private final Set<Origin> listed;

  /**
   * Takes the origins of other pages that are allowed.
   *
   * @throws IllegalArgumentException naming the entry, if one is not an origin
   */
  public Origins(Set<String> listed) {
    this.listed = listed.stream().map(Origins::required).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Tells whether the request may be answered.
   *
   * <p>With an {@code Origin}, that must be the outside of the server or listed. Without one,
   * {@code Sec-Fetch-Site} must be absent, {@code same-origin} or {@code none}; a page of any site
   * may lead a person to the HTML page, which is no more than a link does.
   */
  public boolean allows(BrowserRequest request, Outside outside) {
    if (request.origin() != null) {
      Optional<Origin> origin = Origin.parse(request.origin());
      return origin.isPresent()
          && (origin.get().equals(Origin.of(outside)) || listed.contains(origin.get()));
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

  /** Tells whether an answer to a page of this origin carries the CORS headers. */
  public boolean isListed(@Nullable String origin) {
    return origin != null && Origin.parse(origin).map(listed::contains).orElse(false);
  }

  private static Origin required(String text) {
    return Origin.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\""
                        + text
                        + "\" is not an origin; right is scheme://host or scheme://host:port, such"
                        + " as \"https://www.example.org\", without a path and without *"));
  }
}
