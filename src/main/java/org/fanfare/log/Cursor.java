package org.fanfare.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fanfare.message.GroupName;

/**
 * Opaque text that holds, for any number of groups, the epoch and the offset read so far.
 *
 * <p>A cursor is a bookmark, not a permission: it is unsigned and the same on every node and
 * transport. Group names are stored as hashes (the first 64 bits of SHA-256), so that a cursor
 * reveals no names and stays short. The format is the version mark {@code 1}, then for each group
 * 11 characters of hash, 11 of epoch and the offset in base 36, with {@code ~} between groups.
 * Immutable; safe for use by any thread.
 */
public final class Cursor {
  /** The maximum length of a cursor, in characters. */
  public static final int MAX_LENGTH = 1024;

  private static final char VERSION = '1';
  private static final int WORD = 11;
  private static final int RADIX = 36;
  private static final Cursor EMPTY = new Cursor(List.of());

  /**
   * The representation of a group's name in a cursor. Creating it computes a hash, so code that
   * writes many cursors should keep it.
   *
   * @param hash the first 64 bits of the name's SHA-256
   */
  public record Key(long hash) {
    /** Returns the key of a group. */
    public static Key of(GroupName group) {
      return new Key(Cursor.hash(group));
    }
  }

  private record Entry(long group, Position position) {
    String text() {
      return Epoch.text(group) + position.epoch() + Long.toString(position.offset(), RADIX);
    }
  }

  private final List<Entry> entries;

  private Cursor(List<Entry> entries) {
    this.entries = entries;
  }

  /** Returns the cursor without any group. */
  public static Cursor empty() {
    return EMPTY;
  }

  /** Returns a cursor of one group. */
  public static Cursor of(GroupName group, Position position) {
    return new Cursor(List.of(new Entry(hash(group), position)));
  }

  /** Returns this cursor with {@code group} at {@code position}. */
  public Cursor with(Key group, Position position) {
    Entry added = new Entry(group.hash(), position);
    List<Entry> changed = new ArrayList<>(entries.size() + 1);
    boolean found = false;
    for (Entry entry : entries) {
      boolean same = entry.group == added.group;
      changed.add(same ? added : entry);
      found |= same;
    }
    if (!found) {
      changed.add(added);
    }
    return new Cursor(List.copyOf(changed));
  }

  /** Returns the position in {@code group}, if this cursor contains the group. */
  public Optional<Position> in(GroupName group) {
    long hash = hash(group);
    return entries.stream().filter(e -> e.group == hash).map(Entry::position).findFirst();
  }

  /** Returns the text that a client keeps. */
  public String text() {
    StringBuilder text = new StringBuilder(1 + entries.size() * (3 * WORD)).append(VERSION);
    String separator = "";
    for (Entry entry : entries) {
      text.append(separator).append(entry.text());
      separator = "~";
    }
    return text.toString();
  }

  /** Parses a client's text; throws {@link InvalidCursorException} if it is not a cursor. */
  public static Cursor parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new InvalidCursorException("it has " + text.length() + " characters, not 1 to 1024");
    }
    if (text.charAt(0) != VERSION) {
      throw new InvalidCursorException("unknown version");
    }
    if (text.length() == 1) {
      return EMPTY;
    }
    List<Entry> entries = new ArrayList<>();
    for (String entry : text.substring(1).split("~", -1)) {
      entries.add(parseEntry(entry));
    }
    if (entries.stream().mapToLong(Entry::group).distinct().count() != entries.size()) {
      throw new InvalidCursorException("it names a group twice");
    }
    return new Cursor(List.copyOf(entries));
  }

  private static Entry parseEntry(String text) {
    try {
      long group = Epoch.bits(text.substring(0, WORD));
      Epoch epoch = new Epoch(Epoch.bits(text.substring(WORD, 2 * WORD)));
      long offset = Long.parseLong(text.substring(2 * WORD), RADIX);
      Entry entry = new Entry(group, new Position(epoch, offset));
      if (entry.text().equals(text)) {
        return entry;
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InvalidCursorException("damaged");
    }
    throw new InvalidCursorException("damaged");
  }

  private static long hash(GroupName group) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(group.value().getBytes(StandardCharsets.US_ASCII));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor cursor && cursor.entries.equals(entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
