package org.fanfare.wire.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;

/** A person's screen and wishes: how wide, and light or dark. */
enum Look {
  WIDE_LIGHT(1440, 900, ColorScheme.LIGHT),
  WIDE_DARK(1440, 900, ColorScheme.DARK),
  MIDDLE_LIGHT(1024, 768, ColorScheme.LIGHT),
  NARROW_LIGHT(360, 740, ColorScheme.LIGHT),
  NARROW_DARK(360, 740, ColorScheme.DARK);

  private final int width;
  private final int height;
  private final ColorScheme scheme;

  Look(int width, int height, ColorScheme scheme) {
    this.width = width;
    this.height = height;
    this.scheme = scheme;
  }

  /**
   * Returns the options of a fresh profile; without motion, so that colours stand still, and
   * content with a certificate that the tests have made.
   */
  NewContextOptions profile() {
    return new NewContextOptions()
        .setIgnoreHTTPSErrors(true)
        .setViewportSize(width, height)
        .setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE)
        .setPermissions(List.of("clipboard-read", "clipboard-write"));
  }
}
