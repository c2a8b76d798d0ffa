package org.fanfare.settings;

import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves <code>${NAME}</code> in a file to the environment variable of that name. */
record Variables(Map<String, String> environment) implements ConfigResolver {
  @Override
  public @Nullable ConfigValue lookup(String path) {
    String value = environment.get(path);
    return value == null
        ? null
        : ConfigValueFactory.fromAnyRef(value, "environment variable " + path);
  }

  @Override
  public ConfigResolver withFallback(ConfigResolver fallback) {
    return new ConfigResolver() {
      @Override
      public @Nullable ConfigValue lookup(String path) {
        ConfigValue value = Variables.this.lookup(path);
        return value == null ? fallback.lookup(path) : value;
      }

      @Override
      public ConfigResolver withFallback(ConfigResolver further) {
        return Variables.this.withFallback(fallback.withFallback(further));
      }
    };
  }
}
