package org.fanfare.security;

import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for names of groups, in which {@code *} matches any run of characters, dots included,
 * and {@code ~} matches one part: at least one character of {@code A-Z a-z 0-9 _ -}, which are
 * those of an encoded user's name.
 *
 * <p>What stands at the {@code ~} is never in doubt, because somebody's rights depend on it: it is
 * a whole part of the name, between dots or at an end, and {@code *} may be on one side of it only.
 *
 * @param text the pattern
 */
public record NamePattern(String text) {
  static final char OWNER = '~';

  /** Throws {@link IllegalArgumentException} for a pattern that cannot be used. */
  public NamePattern {
    if (text.isEmpty() || !text.chars().allMatch(NamePattern::isAllowed)) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" matches no group; right are the characters of a group's name, A-Z a-z 0-9 . _ -,"
              + " * for any run of them, and ~ for one part without dots");
    }
    int at = text.indexOf(OWNER);
    if (at >= 0) {
      requireClear(text, text.substring(0, at), text.substring(at + 1));
    }
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._-*~".indexOf(c) >= 0;
  }

  private static void requireClear(String text, String before, String after) {
    if (after.indexOf(OWNER) >= 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has more than one ~; right is one, such as \"user.~\"");
    }
    boolean whole =
        (before.isEmpty() || before.endsWith(".")) && (after.isEmpty() || after.startsWith("."));
    boolean stars = before.indexOf('*') >= 0 && after.indexOf('*') >= 0;
    if (!whole || stars) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" leaves open what stands at the ~; right is a ~ between dots or at an end, and * on"
              + " one side of it only, such as \"user.~\" or \"inbox.~.*\"");
    }
  }

  /** Returns whether the name of a group matches. */
  public boolean matches(GroupName group) {
    return match(group.value()) != null;
  }

  /** Returns whether there is a {@code ~}. */
  boolean hasOwner() {
    return text.indexOf(OWNER) >= 0;
  }

  /**
   * Returns what stands at the {@code ~} in a name; empty if the pattern has none; null if the name
   * does not match.
   */
  @Nullable String match(String name) {
    int at = text.indexOf(OWNER);
    if (at < 0) {
      return new Glob(text).matches(name) ? "" : null;
    }
    String before = text.substring(0, at);
    String after = text.substring(at + 1);
    int begin;
    int end;
    if (before.indexOf('*') < 0) {
      begin = before.length();
      int dot = name.indexOf('.', begin);
      end = dot < 0 ? name.length() : dot;
    } else {
      end = name.length() - after.length();
      begin = name.lastIndexOf('.', end - 1) + 1;
    }
    boolean matches =
        begin < end
            && new Glob(before).matches(name.substring(0, begin))
            && new Glob(after).matches(name.substring(end));
    return matches ? name.substring(begin, end) : null;
  }
}
