package org.fanfare.log;

/**
 * Thrown for a text that is not a cursor. Such a text is never treated as "now", because that would
 * lose messages silently.
 */
public final class InvalidCursorException extends IllegalArgumentException {
  InvalidCursorException(String problem) {
    super(
        "not a cursor ("
            + problem
            + "): send one exactly as it was received, or 'start', or leave it out to begin at now");
  }
}
