package org.fanfare.security;

import org.jspecify.annotations.Nullable;

/**
 * What a request says about the page that made it, as the headers have it.
 *
 * @param origin the {@code Origin} header; if a request has several, all of them joined by {@code
 *     ", "}
 * @param site the {@code Sec-Fetch-Site} header
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
