package org.fanfare.boot;

/** The type of this room whose objects tests count in a server, for any thread. */
public final class Counted {
  /** The parts of one deployment: there is one object for each. */
  public static final Class<?> NODE = Node.class;

  private Counted() {}
}
