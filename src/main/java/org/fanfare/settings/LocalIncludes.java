package org.fanfare.settings;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.net.URL;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets settings include files and resources, and nothing by an address: whoever answers there would
 * decide who may what, and a start must not wait for a network.
 */
final class LocalIncludes implements ConfigIncluder, ConfigIncluderURL {
  /** Text that the library takes for an address; a single letter is a drive of Windows. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private final String source;
  private final @Nullable ConfigIncluder fallback;

  /**
   * @param source what includes, for the message
   */
  LocalIncludes(String source) {
    this(source, null);
  }

  private LocalIncludes(String source, @Nullable ConfigIncluder fallback) {
    this.source = source;
    this.fallback = fallback;
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder next) {
    return next == this ? this : new LocalIncludes(source, next);
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    if (ADDRESS.matcher(what).matches() || fallback == null) {
      throw refused();
    }
    return fallback.include(context, what);
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw refused();
  }

  private SettingsException refused() {
    return new SettingsException(
        source
            + ": include with an address is not allowed, since settings are never fetched; right is"
            + " a file of this machine, such as include file(\"/etc/fanfare-rules.conf\")");
  }
}
