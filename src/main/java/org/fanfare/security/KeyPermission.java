package org.fanfare.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the holder of a key may do. */
public enum KeyPermission {
  /** Publish to groups whose rule lets a key publish. */
  PUBLISH,
  /** Read groups whose rule lets a key read. */
  READ,
  /**
   * Use the API for back ends. To publish or read by it, the key must permit that as well; there
   * the rules of groups do not apply.
   */
  API,
  /** Issue tickets, each of which makes its bearer a user, by the API for back ends. */
  TICKETS,
  /** See the statistics, the metrics and the health of the node. */
  METRICS;

  /** Returns the word for it in the settings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Parses the words of the settings.
   *
   * @throws IllegalArgumentException if there is none, or one that is no permission; the message
   *     names all of them
   */
  public static Set<KeyPermission> setOf(List<String> words) {
    return requireSome(words.stream().map(KeyPermission::parse).collect(Collectors.toSet()));
  }

  private static KeyPermission parse(String word) {
    return Arrays.stream(values())
        .filter(permission -> permission.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + word + "\" is nothing that a key may; right are " + words()));
  }

  /** Returns a copy; throws {@link IllegalArgumentException} if there is no permission. */
  static Set<KeyPermission> requireSome(Set<KeyPermission> permissions) {
    if (permissions.isEmpty()) {
      throw new IllegalArgumentException(
          "a key that may do nothing is of no use; right is at least one of " + words());
    }
    return Set.copyOf(permissions);
  }

  /** Returns all words, with commas between them. */
  public static String words() {
    return Arrays.stream(values()).map(KeyPermission::word).collect(Collectors.joining(", "));
  }
}
