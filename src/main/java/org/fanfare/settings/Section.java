package org.fanfare.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings under one name, which are read with a type and a range.
 *
 * <p>Any fault is reported by a {@link SettingsException} that says where the value is, what it is,
 * and what would be right.
 *
 * @param name the full name, such as {@code fanfare.groups[0]}
 */
record Section(String name, Config config) {

  Duration duration(String key, Duration min, Duration max) {
    String right = "a duration with its unit, from " + Amount.of(min) + " to " + Amount.of(max);
    String text = typed(key, right, () -> config.getString(key)).strip();
    // The library would read a number without a unit as milliseconds.
    if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
      throw wrong(key, right);
    }
    return inRange(key, right, typed(key, right, () -> config.getDuration(key)), min, max);
  }

  long bytes(String key, long min, long max) {
    String right = "a size from " + Amount.ofBytes(min) + " to " + Amount.ofBytes(max);
    return inRange(key, right, typed(key, right, () -> config.getBytes(key)), min, max);
  }

  int integer(String key, int min, int max) {
    String right = "a whole number from " + min + " to " + max;
    double number = typed(key, right, () -> config.getDouble(key));
    if (number != Math.rint(number)) {
      throw wrong(key, right);
    }
    return inRange(key, right, number, (double) min, (double) max).intValue();
  }

  boolean flag(String key) {
    return typed(key, "true or false", () -> config.getBoolean(key));
  }

  String text(String key, String right) {
    return typed(key, right, () -> config.getString(key));
  }

  List<? extends ConfigValue> list(String key, String right) {
    requireNumbered(key);
    return typed(key, right, () -> config.getList(key));
  }

  /**
   * Returns the result of {@code make} for a list of texts, which may be secret and are not shown.
   */
  <T> T madeOf(String key, Function<List<String>, T> make) {
    List<String> texts = listed(key, () -> config.getStringList(key));
    return blaming(key, () -> make.apply(texts));
  }

  /** Returns a list whose entries may be secret and are not shown. */
  List<? extends ConfigValue> secretList(String key) {
    return listed(key, () -> config.getList(key));
  }

  /** Returns one text or a list of texts, as the list that it is or would be. */
  List<String> texts(String key, String right) {
    ConfigValueType type = find(key).map(ConfigValue::valueType).orElse(ConfigValueType.NULL);
    return type == ConfigValueType.LIST || type == ConfigValueType.OBJECT
        ? listed(key, () -> config.getStringList(key))
        : List.of(text(key, right));
  }

  private <T> T listed(String key, Supplier<T> source) {
    requireNumbered(key);
    try {
      return source.get();
    } catch (ConfigException e) {
      throw wrong(
          key,
          "is not a list of texts; right is [\"…\", \"…\"] in a file, or one variable or property for"
              + " each, its name ending with the number: _0, _1 or .0, .1",
          e);
    }
  }

  /** Returns a text that is not shown if it is not one. */
  String secret(String key) {
    try {
      return config.getString(key);
    } catch (ConfigException e) {
      throw wrong(key, "is not a text; right is one, such as ${FANFARE_REDIS_PASSWORD}", e);
    }
  }

  /** Returns whether there is a value. */
  boolean has(String key) {
    return config.hasPath(key);
  }

  /** Requires that there is a value. */
  void require(String key, String right) {
    if (!has(key)) {
      throw wrong(key, right);
    }
  }

  /** Returns the exception for a fault of a setting. */
  SettingsException wrong(String key, String what, @Nullable Throwable cause) {
    return new SettingsException(place(key) + what, cause);
  }

  /**
   * Returns the result of {@code make}; if it throws, the exception names the setting {@code key}.
   */
  <T> T blaming(String key, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw wrong(key, "is wrong: " + e.getMessage(), e);
    }
  }

  private SettingsException wrong(String key, String right) {
    String is = find(key).map(Section::shown).orElse("missing");
    return new SettingsException(place(key) + "is " + is + "; right is " + right);
  }

  private static String shown(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "a section";
      case LIST -> "a list";
      default -> value.render();
    };
  }

  /**
   * Rejects other names than 0, 1, … in a list that is given as a section; they would be ignored.
   */
  private void requireNumbered(String key) {
    if (find(key).orElse(null) instanceof ConfigObject entries) {
      for (String entry : new TreeSet<>(entries.keySet())) {
        if (!entry.matches("[0-9]{1,6}")) {
          throw wrong(
              key + "." + entry, "is not the number of an entry; right are 0, 1 and so on", null);
        }
      }
    }
  }

  private <T extends Comparable<T>> T inRange(String key, String right, T value, T min, T max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw wrong(key, right);
    }
    return value;
  }

  private <T> T typed(String key, String right, Supplier<T> source) {
    try {
      return source.get();
    } catch (ConfigException e) {
      throw wrong(key, right);
    }
  }

  private String place(String key) {
    String origin = find(key).orElse(config.root()).origin().description();
    return origin + ": " + name + "." + key + " ";
  }

  /** Returns the value as given, including {@code null}, which {@link Config} hides. */
  private Optional<ConfigValue> find(String key) {
    ConfigValue value = config.root();
    for (String element : ConfigUtil.splitPath(key)) {
      value = value instanceof ConfigObject object ? object.get(element) : null;
      if (value == null) {
        return Optional.empty();
      }
    }
    return Optional.of(value);
  }
}
