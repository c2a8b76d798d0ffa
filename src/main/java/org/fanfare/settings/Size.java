package org.fanfare.settings;

/** The units of sizes, in bytes. */
final class Size {
  static final long KIB = 1024;
  static final long MIB = 1024 * KIB;
  static final long GIB = 1024 * MIB;
  static final long TIB = 1024 * GIB;

  private Size() {}
}
