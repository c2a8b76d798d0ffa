package org.fanfare.settings;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.Keys;

/**
 * Parses {@code keys}: plain texts, which permit everything, and keys with a name and a scope. No
 * message of an exception shows a key.
 */
final class KeyParser {
  private static final String SETTING = "keys";
  private static final String ENTRY =
      "a key, or one with a name, such as { name = shop, key = ${SHOP_KEY}, may = [publish] }";
  private static final KnownNames NAMES = new KnownNames(Set.of("name", "key", "may", "groups"));

  private final Section fanfare;

  KeyParser(Section fanfare) {
    this.fanfare = fanfare;
  }

  Keys read() {
    List<Keys.Entry> entries = new ArrayList<>();
    List<? extends ConfigValue> values = fanfare.secretList(SETTING);
    for (ConfigValue value : values) {
      String name = "fanfare.keys[" + entries.size() + "]";
      Keys.Entry entry;
      if (value instanceof ConfigObject object) {
        entry = named(name, object);
        requireNew(name, object, entry, entries);
      } else {
        entry = plain(name, value, entries.size() + 1, values.size());
      }
      entries.add(entry);
    }
    return new Keys(entries);
  }

  private Keys.Entry plain(String name, ConfigValue value, int number, int of) {
    if (value.valueType() == ConfigValueType.LIST || value.valueType() == ConfigValueType.NULL) {
      throw new SettingsException(
          value.origin().description() + ": " + name + " is no text; right is " + ENTRY);
    }
    String secret = value.atKey("key").getString("key"); // a number as it was written
    return fanfare.blaming(
        SETTING,
        () -> {
          try {
            return Keys.Entry.plain(secret);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                "key " + number + " of " + of + " " + e.getMessage(), e);
          }
        });
  }

  private static Keys.Entry named(String name, ConfigObject object) {
    NAMES.require(name, object);
    Section section = new Section(name, object.toConfig());
    String title =
        section.blaming(
            "name",
            () -> Key.requireName(section.text("name", "the name of the key, such as shop")));
    section.require("may", "a list of what the key may: " + KeyPermission.words());
    Set<KeyPermission> may = section.madeOf("may", KeyPermission::setOf);
    List<String> groups =
        section.has("groups") ? section.madeOf("groups", Key::requireGroups) : Key.ALL_GROUPS;
    section.require("key", "the key itself, such as ${SHOP_KEY}");
    return section.blaming(
        "key",
        () ->
            Keys.Entry.named(Key.named(title, may, groups), section.text("key", "the key itself")));
  }

  /** Requires that neither the name nor the secret of a key is that of one before it. */
  private static void requireNew(
      String name, ConfigObject object, Keys.Entry entry, List<Keys.Entry> before) {
    for (int i = 0; i < before.size(); i++) {
      Keys.Entry other = before.get(i);
      if (other.key().identity().equals(entry.key().identity())) {
        throw taken(name, object, "has the name of", i, "right is a name for each");
      }
      if (other.hasSecretOf(entry)) {
        throw taken(name, object, "is the same key as", i, "right is a key of its own for each");
      }
    }
  }

  private static SettingsException taken(
      String name, ConfigObject object, String what, int other, String right) {
    return new SettingsException(
        "%s: %s %s fanfare.keys[%d]; %s"
            .formatted(object.origin().description(), name, what, other, right));
  }
}
