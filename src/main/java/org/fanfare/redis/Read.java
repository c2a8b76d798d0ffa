package org.fanfare.redis;

import java.util.ArrayList;
import java.util.List;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of a group's log.
 *
 * @param after the position to read after; null for none
 * @param newest how many of the newest entries of the present epoch are read if there is no such
 *     position
 * @param touches whether this touches the group, and begins a life of it if it has none
 */
record Read(
    GroupName group, GroupPolicy policy, @Nullable Position after, int newest, boolean touches)
    implements Request<Read.Answer> {
  /** The maximum number of entries of a page. */
  static final int MOST = 512;

  /** The size of a page in bytes. A page of one entry may be larger, and the size is estimated. */
  static final int BYTES = 64 << 10;

  /**
   * A page.
   *
   * @param meta what the store knows of the log
   * @param wanted the number of entries that are wanted, from the first of this page on
   * @param entries the entries
   * @param now the store's time, in milliseconds since 1970
   */
  record Answer(Meta meta, long wanted, List<Entry> entries, long now) {
    /** Copies the list. */
    Answer {
      entries = List.copyOf(entries);
    }

    /** Returns the position after which the page begins, if it is the newest one. */
    Position begin() {
      return new Position(meta.epoch(), meta.head() - entries.size());
    }

    /** Returns whether the log has no more than this at the moment. */
    boolean isLast() {
      return entries.isEmpty() || wanted <= entries.size();
    }
  }

  /** Reads the position only. */
  static Read now(GroupName group, GroupPolicy policy, boolean touches) {
    return new Read(group, policy, null, 0, touches);
  }

  /** Reads the newest page. */
  static Read newest(GroupName group, GroupPolicy policy) {
    return new Read(group, policy, null, MOST, true);
  }

  /** Reads the page after a position. */
  static Read after(GroupName group, GroupPolicy policy, Position position) {
    return new Read(group, policy, position, 0, false);
  }

  @Override
  public Script script() {
    return Script.READ;
  }

  @Override
  public List<byte[]> keys(Keys keys) {
    return List.of(keys.meta(group), keys.log(group));
  }

  @Override
  public List<byte[]> arguments(Fence fence, Keys keys) {
    List<byte[]> all = new ArrayList<>(fence.words(policy));
    if (after != null) {
      all.add(Request.text("after"));
      all.add(Request.word(after.epoch().bits()));
      all.add(Request.text(after.offset()));
    } else {
      all.add(Request.text(newest > 0 ? "newest" : "now"));
      all.add(new byte[0]);
      all.add(Request.text(newest));
    }
    all.add(Request.text(MOST));
    all.add(Request.text(BYTES));
    all.add(Request.text(touches ? 1 : 0));
    return all;
  }

  /** {@inheritDoc} A touch that fails does no harm to what lives. */
  @Override
  public @Nullable Request<Answer> withoutMemory() {
    return touches ? new Read(group, policy, after, newest, false) : null;
  }

  @Override
  public Answer answer(List<Object> reply) {
    if (!Request.wordOf(reply).equals("OK")) {
      throw new IllegalArgumentException("read replied " + Request.wordOf(reply));
    }
    List<Entry> entries =
        ((List<?>) reply.get(3)).stream().map(packed -> Entry.of((byte[]) packed)).toList();
    return new Answer(
        Meta.of((byte[]) reply.get(1)), (long) reply.get(2), entries, (long) reply.get(4));
  }
}
