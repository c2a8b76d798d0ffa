package org.fanfare.bench;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The named arguments of a command: {@code --name value}, each with a default. */
final class Options {
  private final Map<String, String> given = new HashMap<>();
  private final Set<String> known = new TreeSet<>();

  Options(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!name.startsWith("--")) {
        throw new IllegalArgumentException(name + ": an option begins with --");
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      given.put(name.substring(2), arguments.get(i + 1));
    }
  }

  String text(String name, String otherwise) {
    known.add(name);
    return given.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return (int) real(name, otherwise);
  }

  double real(String name, double otherwise) {
    String text = text(name, "");
    try {
      return text.isEmpty() ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " " + text + ": a number is needed", e);
    }
  }

  URI url(String name, String otherwise) {
    URI url = URI.create(text(name, otherwise));
    if (!"http".equals(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException("--" + name + " " + url + ": an http:// URL is needed");
    }
    return url;
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    String text = text(name, otherwise.name());
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "--%s %s: one of %s is needed"
            .formatted(
                name, text, Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
  }

  /** Refuses what no command has asked for; called when everything has been read. */
  void refuseUnknown() {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "--" + name + " is not an option here; there are: --" + String.join(", --", known));
      }
    }
  }
}
