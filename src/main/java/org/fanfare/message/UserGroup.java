package org.fanfare.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The group of a user, and the form that the user's name has in names of groups.
 *
 * <p>Each byte of the name's UTF-8 outside {@code A-Z a-z 0-9 -} is written as {@code _} and two
 * lowercase hex digits: {@code anna@example.org} becomes {@code anna_40example_2eorg}. The form is
 * readable, has no dots, and is different for any two names. Pure functions.
 */
public final class UserGroup {
  /** What the names of these groups begin with. */
  public static final String PREFIX = "user.";

  private static final String HEX = "0123456789abcdef";

  private UserGroup() {}

  /**
   * Returns the group of a user: {@code user.} and the encoded name.
   *
   * @throws IllegalArgumentException if the name is empty, has half of a surrogate pair, or is too
   *     long for the name of a group
   */
  public static GroupName of(String user) {
    String name = PREFIX + encode(user);
    if (name.length() > GroupName.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the name of the user is too long for a group: as user.NAME, where each byte outside A-Z a-z 0-9 -"
              + " takes three characters, it has %d characters; right are at most %d"
                  .formatted(name.length(), GroupName.MAX_LENGTH));
    }
    return new GroupName(name);
  }

  /**
   * Returns the form of a user's name in names of groups.
   *
   * @throws IllegalArgumentException if the name is empty, or has half of a surrogate pair
   */
  public static String encode(String user) {
    if (user.isEmpty()) {
      throw new IllegalArgumentException(
          "the name of a user is empty; right is at least one character");
    }
    ByteBuffer bytes = utf8(user);
    StringBuilder encoded = new StringBuilder(bytes.remaining());
    while (bytes.hasRemaining()) {
      int b = bytes.get() & 0xFF;
      if (isPlain(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('_').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xF));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(int b) {
    return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-';
  }

  /** Replaces nothing, since two names could become one. */
  private static ByteBuffer utf8(String user) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(user));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "the name of a user has half of a surrogate pair; right is text that UTF-8 can represent",
          e);
    }
  }
}
