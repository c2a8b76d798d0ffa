package org.fanfare.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.layer.PublishKey;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Appends a message to a group's log.
 *
 * @param key identifies repeats; null for none
 * @param remembered how long a key is remembered
 */
record Publish(
    GroupName group,
    GroupPolicy policy,
    Message message,
    @Nullable PublishKey key,
    Duration remembered)
    implements Request<Publish.Answer> {

  /** What the store answers. */
  sealed interface Answer {}

  /**
   * The message is in the log.
   *
   * @param replayed whether an earlier publish with the same key has appended it
   * @param lives whether the life of the group was put off, so that its place is to be kept
   */
  record Accepted(Position position, long time, boolean replayed, boolean lives)
      implements Answer {}

  /** The key was used with another message. */
  record Reused() implements Answer {}

  @Override
  public Script script() {
    return Script.PUBLISH;
  }

  @Override
  public List<byte[]> keys(Keys keys) {
    List<byte[]> all = new ArrayList<>(List.of(keys.meta(group), keys.log(group)));
    if (key != null) {
      all.add(keys.key(group, key.scope()));
    }
    return all;
  }

  @Override
  public List<byte[]> arguments(Fence fence, Keys keys) {
    List<byte[]> all = new ArrayList<>(fence.words(policy));
    all.add(Request.text(policy.count()));
    all.add(Request.text(policy.bytes()));
    all.add(Entry.body(message));
    all.add(keys.channel(group));
    if (key != null) {
      all.add(Keys.hash(key.fingerprint()));
      all.add(Request.text(remembered.toMillis()));
    }
    return all;
  }

  @Override
  public Answer answer(List<Object> reply) {
    return switch (Request.wordOf(reply)) {
      case "OK" -> accepted(reply, false, (long) reply.get(4) == 1);
      case "REPLAY" -> accepted(reply, true, false);
      case "REUSED" -> new Reused();
      default -> throw new IllegalArgumentException("publish replied " + Request.wordOf(reply));
    };
  }

  private static Accepted accepted(List<Object> reply, boolean replayed, boolean lives) {
    Epoch epoch = new Epoch(Request.bits(reply.get(1)));
    return new Accepted(
        new Position(epoch, (long) reply.get(2)), (long) reply.get(3), replayed, lives);
  }
}
