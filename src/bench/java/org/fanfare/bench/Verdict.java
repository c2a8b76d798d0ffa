package org.fanfare.bench;

/** What came of a command; its code is the program's exit status. */
enum Verdict {
  GOOD(0),
  /** A delivery was lost, came twice, out of order or damaged, or a counter did not reach zero. */
  BROKEN(1),
  /** Every delivery was as it must be, but one client was felt by the others. */
  SLOWED(3);

  private final int code;

  Verdict(int code) {
    this.code = code;
  }

  static Verdict of(boolean good) {
    return good ? GOOD : BROKEN;
  }

  int code() {
    return code;
  }
}
