package org.fanfare.security;

import org.jspecify.annotations.Nullable;

/**
 * What the headers of a request say about the page that made it.
 *
 * @param origin the {@code Origin} header; several headers are joined by {@code ", "}
 * @param site the {@code Sec-Fetch-Site} header; null if absent, as for the others
 * @param mode the {@code Sec-Fetch-Mode} header
 * @param destination the {@code Sec-Fetch-Dest} header
 * @param getsPage whether it is a {@code GET} or {@code HEAD} that will be answered with the HTML
 *     page and nothing else
 */
public record BrowserRequest(
    @Nullable String origin,
    @Nullable String site,
    @Nullable String mode,
    @Nullable String destination,
    boolean getsPage) {
  boolean isNavigationToPage() {
    return getsPage && "navigate".equals(mode) && "document".equals(destination);
  }
}
