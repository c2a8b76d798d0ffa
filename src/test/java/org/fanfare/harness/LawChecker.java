package org.fanfare.harness;

/**
 * The judge of what readers are given: every publication in order (law 1), none missing without a
 * gap that names it (law 2), none twice (law 3).
 *
 * <p>A reader has a number and reads one group, whose offsets are 1, 2, 3 and so on; a client that
 * reads several groups is several readers. Nothing is allocated by what it is told. For one thread
 * at a time.
 */
public final class LawChecker {
  /** The answer for what the reader has passed already. */
  public static final long REPEATED = -1;

  private final long[] at;
  private long given;
  private long missed;
  private long lost;
  private long repeated;

  /** Makes the judge of so many readers, all before the first publication of their groups. */
  public LawChecker(int readers) {
    at = new long[readers];
  }

  /** Puts a reader where it begins: after the publication with that offset. */
  public void begin(int reader, long after) {
    at[reader] = after;
  }

  /** Returns the offset up to which a reader was given everything, or told that it is missing. */
  public long at(int reader) {
    return at[reader];
  }

  /**
   * Takes a publication that a reader was given.
   *
   * @return 0 if it is the next one, {@link #REPEATED} if the reader had passed it, else how many
   *     are missing before it without a word
   */
  public long publication(int reader, long offset) {
    long missing = pass(reader, offset, offset);
    if (missing != REPEATED) {
      given++;
    }
    return missing;
  }

  /**
   * Takes a gap that a reader was told of, which names all offsets from first to last.
   *
   * @return 0 if it begins with the next publication, {@link #REPEATED} if it names what the reader
   *     had passed, else how many are missing before it without a word
   */
  public long gap(int reader, long first, long last) {
    missed += last - first + 1;
    return pass(reader, first, last);
  }

  private long pass(int reader, long first, long last) {
    long missing = first - at[reader] - 1;
    if (missing < 0) {
      repeated++;
      at[reader] = Math.max(at[reader], last);
      return REPEATED;
    }
    lost += missing;
    at[reader] = last;
    return missing;
  }

  /** Returns how many publications all readers together were given, repeated ones not counted. */
  public long given() {
    return given;
  }

  /** Returns how many publications the gaps named. */
  public long missed() {
    return missed;
  }

  /** Returns how many publications are missing without a word: breaks of law 2. */
  public long lost() {
    return lost;
  }

  /** Returns how often something came that its reader had passed: breaks of law 1 or 3. */
  public long repeated() {
    return repeated;
  }

  /** Tells whether no law was broken so far. */
  public boolean isKept() {
    return lost == 0 && repeated == 0;
  }
}
