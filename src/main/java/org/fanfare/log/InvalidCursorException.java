package org.fanfare.log;

/** A text that is not a cursor; never taken as now, since that would lose messages silently. */
public final class InvalidCursorException extends IllegalArgumentException {
  InvalidCursorException(String problem) {
    super(
        "not a cursor ("
            + problem
            + "): send one exactly as it was received, or 'start', or leave it out to begin at now");
  }
}
