package org.fanfare.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names of all settings, with which mistyped names are detected. */
final class KnownNames {
  private final Set<String> names;

  KnownNames(Set<String> names) {
    this.names = names;
  }

  /** Returns the names for which {@code reference} has values. */
  static KnownNames of(Config reference) {
    return new KnownNames(
        reference.entrySet().stream().map(Map.Entry::getKey).collect(Collectors.toSet()));
  }

  KnownNames and(String name) {
    Set<String> more = new TreeSet<>(names);
    more.add(name);
    return new KnownNames(more);
  }

  /**
   * Throws {@link SettingsException} for the first name in {@code object} that does not exist, or
   * that has a value where a section is required.
   *
   * @param section the full name of {@code object}
   */
  void require(String section, ConfigObject object) {
    walk(section + ".", "", object);
  }

  private void walk(String section, String prefix, ConfigObject object) {
    for (var entry : new TreeMap<>(object).entrySet()) {
      String name = prefix + ConfigUtil.joinPath(entry.getKey());
      ConfigValue value = entry.getValue();
      if (names.contains(name)) {
        continue;
      }
      Set<String> inside = startingWith(name + ".");
      if (value instanceof ConfigObject inner && !(inside.isEmpty() && inner.isEmpty())) {
        walk(section, name + ".", inner);
      } else if (inside.isEmpty()) {
        throw wrong(
            value, section + name + " is not a setting; the nearest is ", section, name, names);
      } else {
        throw wrong(
            value,
            section
                + name
                + " has a value of its own; right is one for each setting in it, such as ",
            section,
            name,
            inside);
      }
    }
  }

  private Set<String> startingWith(String prefix) {
    return names.stream().filter(name -> name.startsWith(prefix)).collect(Collectors.toSet());
  }

  private static SettingsException wrong(
      ConfigValue value, String what, String section, String name, Set<String> choice) {
    return new SettingsException(
        value.origin().description() + ": " + what + section + NearestName.of(name, choice));
  }
}
