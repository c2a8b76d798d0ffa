package org.fanfare.session;

import org.fanfare.protocol.Problem;

/** What the client of a publish is answered. Immutable. */
public sealed interface Published {
  /**
   * The message is in the log of every group.
   *
   * @param members the members of the answer, as JSON
   * @param cursor the place just after the message, in all groups
   * @param replayed whether this is the answer of an earlier publish with the same key
   */
  record Accepted(String members, String cursor, boolean replayed) implements Published {}

  /**
   * The message is in no log, or not in all of them.
   *
   * @param problem why
   * @param json the problem and what more there is to say, as JSON
   */
  record Rejected(Problem problem, String json) implements Published {}
}
