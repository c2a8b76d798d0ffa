package org.fanfare.redis;

import java.util.ArrayList;
import java.util.List;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/**
 * Discards what a group's log has.
 *
 * @param script {@link Script#TRIM} or {@link Script#RESTART}
 * @param through the last offset that is discarded; 0 for those only that are too old
 */
record Discard(Script script, GroupName group, GroupPolicy policy, long through)
    implements Request<Discard.Answer> {

  /**
   * What is left.
   *
   * @param meta what the store knows of the log
   * @param now the store's time, in milliseconds since 1970
   */
  record Answer(Meta meta, long now) {}

  /** Discards everything up to an offset of the present epoch. */
  static Discard trim(GroupName group, GroupPolicy policy, long through) {
    return new Discard(Script.TRIM, group, policy, through);
  }

  /** Discards everything, and begins a new epoch. */
  static Discard restart(GroupName group, GroupPolicy policy) {
    return new Discard(Script.RESTART, group, policy, 0);
  }

  @Override
  public List<byte[]> keys(Keys keys) {
    return List.of(keys.meta(group), keys.log(group));
  }

  @Override
  public List<byte[]> arguments(Request.Fence fence, Keys keys) {
    List<byte[]> all = new ArrayList<>(fence.words(policy));
    all.add(Request.text(through));
    all.add(keys.channel(group));
    return all;
  }

  @Override
  public Answer answer(List<Object> reply) {
    if (!Request.wordOf(reply).equals("OK")) {
      throw new IllegalArgumentException("%s replied %s".formatted(script, Request.wordOf(reply)));
    }
    return new Answer(Meta.of((byte[]) reply.get(1)), (long) reply.get(2));
  }
}
