package org.fanfare.gate;

/** Which of the two gates is judged. */
enum Gate {
  QUICK("the quick gate", 1),
  ALL("the full matrix", 0);

  final String words;
  final int lawFlakes;

  Gate(String words, int lawFlakes) {
    this.words = words;
    this.lawFlakes = lawFlakes;
  }

  /** The word for it on the command line and in the file of counts. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
