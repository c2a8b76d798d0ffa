package org.fanfare.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys and passwords that are in the settings, in their place or in a wrong one, so that no
 * message shows them. Each message about a fault is written without secrets; this is the last guard
 * against one that quotes what stands in the wrong place.
 */
final class Secrets {
  /** Shorter texts are words of messages. */
  private static final int SHORTEST = 6;

  /** Texts of this length in the place of a name are keys. */
  private static final int LENGTH_OF_KEYS = 16;

  private static final String KEYS = "keys";
  private static final String HIDDEN = "(hidden)";
  private static final List<String> WORDS = List.of("key", "secret", "password", "token");

  private final Set<String> texts = new HashSet<>();

  private Secrets() {}

  /**
   * Returns the secrets of all sources together.
   *
   * @param merged what the sources say, perhaps with faults
   */
  static Secrets of(Config merged, Map<String, String> environment) {
    Secrets secrets = new Secrets();
    environment.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (WORDS.stream().anyMatch(lower::contains)) {
            secrets.add(value, SHORTEST);
          }
        });
    if (merged.root().get("fanfare") instanceof ConfigObject fanfare) {
      secrets.take(fanfare.get(KEYS), SHORTEST);
      if (fanfare.get("redis") instanceof ConfigObject redis) {
        secrets.take(redis.get("password"), SHORTEST);
      }
    }
    return secrets;
  }

  private void take(@Nullable ConfigValue value, int shortest) {
    if (value instanceof ConfigObject object) {
      object.forEach(
          (name, inner) -> {
            add(name, LENGTH_OF_KEYS);
            take(inner, name.equals("key") || name.matches("[0-9]+") ? SHORTEST : LENGTH_OF_KEYS);
          });
    } else if (value instanceof Iterable<?> list) {
      list.forEach(entry -> take((ConfigValue) entry, shortest));
    } else if (value != null && value.valueType() != ConfigValueType.NULL) {
      add(String.valueOf(value.unwrapped()), shortest);
    }
  }

  private void add(String text, int shortest) {
    if (text.length() >= shortest) {
      texts.add(text);
    }
  }

  /** Returns the exception, or one without the secrets that its message shows. */
  SettingsException hiddenIn(SettingsException wrong) {
    String message = String.valueOf(wrong.getMessage());
    String shown = message;
    for (String text :
        texts.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      shown = shown.replace(text, HIDDEN);
    }
    return shown.equals(message) ? wrong : new SettingsException(shown); // without its cause
  }
}
