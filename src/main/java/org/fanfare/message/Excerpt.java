package org.fanfare.message;

/** Cuts what a client has sent, so that an answer that repeats it stays short. Pure functions. */
public final class Excerpt {
  /** The maximum number of characters that are repeated. */
  public static final int LONGEST = 100;

  private Excerpt() {}

  /** Returns {@code text}, or its first {@link #LONGEST} characters and an ellipsis. */
  public static String of(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(LONGEST - 1));
    return text.substring(0, splitsPair ? LONGEST - 1 : LONGEST) + "\u2026";
  }
}
