package org.fanfare.message;

import java.util.regex.Pattern;

/**
 * The name of a group: 1 to 128 characters of {@code A-Z a-z 0-9 . _ -}, the first a letter or
 * digit.
 *
 * <p>Other characters do not pass through the paths of all servers and proxies unchanged.
 * Immutable; safe for use by any thread.
 *
 * @param value the name as text
 */
public record GroupName(String value) implements Comparable<GroupName> {
  /** The maximum length of a name, in characters. */
  public static final int MAX_LENGTH = 128;

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  /**
   * Throws {@link IllegalArgumentException} for any other text; the message states the valid form.
   */
  public GroupName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a group name is 1 to 128 characters of A-Z a-z 0-9 . _ - and begins with a letter or digit");
    }
  }

  @Override
  public int compareTo(GroupName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
