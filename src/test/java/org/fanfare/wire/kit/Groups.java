package org.fanfare.wire.kit;

import java.util.concurrent.atomic.AtomicInteger;

/** Names of groups that no other test uses. */
public final class Groups {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Groups() {}

  /** Returns a new name that begins with {@code prefix} and a dot. */
  public static String fresh(String prefix) {
    return prefix + ".g" + COUNT.incrementAndGet();
  }

  /** Returns a new name that everybody may read and publish to, as {@link #OPEN} says. */
  public static String open() {
    return fresh("open");
  }

  /** The rule that lets everybody read and publish to groups whose name begins with "open.". */
  public static final String OPEN =
      "  groups = [{ match = \"open.*\", join = anyone, publish = anyone }]\n";
}
