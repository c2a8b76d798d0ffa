package org.fanfare.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads single settings from environment variables or system properties.
 *
 * <p>The names are mapped as Typesafe Config maps them. The mapping is implemented here because
 * Typesafe Config caches what it has read, and because each value should record the variable that
 * it came from.
 */
final class Overrides {
  static final String FILE_PROPERTY = "fanfare.config";

  private static final String VARIABLE_PREFIX = "CONFIG_FORCE_";
  private static final String ROOT = "fanfare";

  private Overrides() {}

  static Config ofVariables(Map<String, String> environment) {
    Config config = ConfigFactory.empty();
    for (var variable : new TreeMap<>(environment).entrySet()) {
      String name = variable.getKey();
      Optional<String> path = path(name);
      if (path.isPresent()) {
        config = with(config, path.get(), variable.getValue(), "environment variable " + name);
      }
    }
    return config;
  }

  static Config ofProperties(Properties properties) {
    Config config = ConfigFactory.empty();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      if (name.startsWith(ROOT + ".") && !name.equals(FILE_PROPERTY)) {
        String value = properties.getProperty(name);
        config = with(config, name, value, "system property " + name);
      }
    }
    return config;
  }

  /**
   * Adds a value. Callers add names in sorted order, so that a longer path comes later and wins
   * over a shorter one that conflicts with it.
   */
  private static Config with(Config config, String path, String value, String origin) {
    String quoted = ConfigUtil.joinPath(Arrays.asList(path.split("\\.", -1)));
    return config.withValue(quoted, ConfigValueFactory.fromAnyRef(value, origin));
  }

  private static Optional<String> path(String variable) {
    String start = VARIABLE_PREFIX + ROOT + "_";
    if (!variable.regionMatches(true, 0, start, 0, start.length())) {
      return Optional.empty();
    }
    if (!variable.startsWith(start)) {
      throw new SettingsException(
          "environment variable " + variable + ": capitals count; right is " + start + "…");
    }
    StringBuilder path = new StringBuilder();
    String name = variable.substring(VARIABLE_PREFIX.length());
    for (int at = 0; at < name.length(); at++) {
      int underscores = 0;
      while (at + underscores < name.length() && name.charAt(at + underscores) == '_') {
        underscores++;
      }
      if (underscores > 3) {
        throw new SettingsException(
            "environment variable "
                + variable
                + ": has more than three underscores in a row; right is _ for a dot, __ for a hyphen,"
                + " ___ for an underscore");
      }
      path.append(underscores == 0 ? name.charAt(at) : ".-_".charAt(underscores - 1));
      at += Math.max(0, underscores - 1);
    }
    return Optional.of(path.toString());
  }
}
