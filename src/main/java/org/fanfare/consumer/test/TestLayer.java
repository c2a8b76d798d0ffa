package org.fanfare.consumer.test;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.fanfare.layer.LayerException;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with the channel layer of a test, which is the memory layer and does not fail by
 * itself. Each fault stays until {@link #works}.
 */
public final class TestLayer {
  private int drops;
  private Duration late = Duration.ZERO;
  private @Nullable LayerException failure;
  private final Set<GroupName> full = new HashSet<>();

  TestLayer() {}

  /**
   * The next publications, of whatever groups, are accepted and then lost. Readers are told of the
   * gap when the group's next publication comes.
   *
   * @param publications how many, at least 0; instead of what was said before
   */
  public TestLayer dropNext(int publications) {
    if (publications < 0) {
      throw new IllegalArgumentException("not a number to drop: " + publications);
    }
    drops = publications;
    return this;
  }

  /**
   * Whatever is asked takes so long, by the clock of the test. A call of the application that waits
   * longer than it waits on a server fails, and what it asked for happens afterwards.
   */
  public TestLayer late(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("an answer is not early: " + time);
    }
    late = time;
    return this;
  }

  /**
   * Whatever is asked fails, and has no effect. An exception that is no {@link LayerException}
   * becomes the cause of one, since that is what a layer fails with.
   */
  public TestLayer failing(RuntimeException exception) {
    failure =
        exception instanceof LayerException known
            ? known
            : new LayerException("the layer fails, as the test wants it to", exception, false);
    return this;
  }

  /** Nothing can be published to a group: it is refused with {@code memory-full}. */
  public TestLayer full(String group) {
    full.add(new GroupName(group));
    return this;
  }

  /** Ends all faults: what is asked is done, and at once. */
  public TestLayer works() {
    drops = 0;
    late = Duration.ZERO;
    failure = null;
    full.clear();
    return this;
  }

  Duration late() {
    return late;
  }

  @Nullable LayerException failure() {
    return failure;
  }

  boolean isFull(GroupName group) {
    return full.contains(group);
  }

  /** Returns whether the publication that was accepted now is lost. */
  boolean drops() {
    return drops > 0 && drops-- > 0;
  }
}
