package org.fanfare.security;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fanfare.message.GroupName;

/**
 * What is known of a key of the settings, except the key itself: its name, what its holder may do,
 * and with which groups. Nothing in it is secret. Immutable; safe for use by any thread.
 *
 * @param name the name in the settings, 1 to 64 characters; empty for a key without a name
 * @param identity a stable text that distinguishes it from all other keys, such as {@code key:shop}
 * @param may what its holder may do; at least one thing
 * @param groups the groups with which its holder may do so, as in a rule's {@code match}; at least
 *     one pattern
 */
public record Key(String name, String identity, Set<KeyPermission> may, NamePatterns groups) {
  /** The patterns of a key that is for every group. */
  public static final List<String> ALL_GROUPS = List.of("*");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** Throws {@link IllegalArgumentException} if nothing is allowed. */
  public Key {
    may = KeyPermission.requireSome(may);
  }

  /**
   * Returns a key that has a name; throws {@link IllegalArgumentException} for an invalid one, if
   * nothing is allowed, if there is no group, and for a pattern that cannot match any group name.
   */
  public static Key named(String name, Set<KeyPermission> may, List<String> groups) {
    return new Key(name, "key:" + requireName(name), may, patterns(groups));
  }

  /** Returns the name; throws {@link IllegalArgumentException} unless a key can have it. */
  public static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" cannot name a key; right are 1 to 64 characters of A-Z a-z 0-9 . _ -, the first a"
              + " letter or digit");
    }
    return name;
  }

  /**
   * Returns the patterns; throws {@link IllegalArgumentException} if there is none, or for one that
   * cannot match any group name.
   */
  public static List<String> requireGroups(List<String> patterns) {
    patterns(patterns);
    return patterns;
  }

  private static NamePatterns patterns(List<String> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException(
          "a key for no group is of no use; right is at least one pattern, such as \"shop.*\"");
    }
    return NamePatterns.of(texts);
  }

  /** Returns a key without a name, whose holder may do everything with every group. */
  static Key plain(String identity) {
    return new Key("", identity, EnumSet.allOf(KeyPermission.class), patterns(ALL_GROUPS));
  }

  /** Returns whether its holder may do this, with some groups at least. */
  public boolean may(KeyPermission permission) {
    return may.contains(permission);
  }

  /** Returns whether its holder may do with this group what the key permits. */
  public boolean isFor(GroupName group) {
    return groups.match(group);
  }

  /** Returns whether it is for every group. */
  public boolean isForEveryGroup() {
    return groups.all().stream().anyMatch(pattern -> ALL_GROUPS.contains(pattern.text()));
  }

  /** Returns how operators and its holder are told of it: {@code the key shop}, for example. */
  public String title() {
    return name.isEmpty() ? "a key without a name" : "the key " + name;
  }

  /** Returns the words of what its holder may do, in the order of {@link KeyPermission}. */
  public String words() {
    return may.stream().sorted().map(KeyPermission::word).collect(Collectors.joining(", "));
  }
}
