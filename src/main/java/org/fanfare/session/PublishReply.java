package org.fanfare.session;

import java.util.stream.Collectors;
import org.fanfare.protocol.Problem;
import org.fanfare.publish.Answer;

/** What the client of a publish is answered, with its words in JSON. Immutable. */
public sealed interface PublishReply {
  /**
   * The message is in the log of every group.
   *
   * @param members the members of the answer, as JSON
   * @param cursor the place just after the message, in all groups
   * @param replayed whether this is the answer of an earlier publish with the same key
   */
  record Accepted(String members, String cursor, boolean replayed) implements PublishReply {}

  /**
   * The message is in no log, or not in all of them.
   *
   * @param problem why
   * @param json the problem and what more there is to say, as JSON
   */
  record Rejected(Problem problem, String json) implements PublishReply {}

  /** The words of an answer. */
  static PublishReply of(Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      return new Accepted(members(accepted), accepted.cursor().text(), accepted.replayed());
    }
    Answer.Rejected rejected = (Answer.Rejected) answer;
    return new Rejected(rejected.problem(), json(rejected));
  }

  private static String members(Answer.Accepted accepted) {
    return "\"cursor\":\"%s\",\"offsets\":{%s}"
        .formatted(
            accepted.cursor().text(),
            accepted.offsets().entrySet().stream()
                .map(e -> "\"%s\":%s".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(",")));
  }

  private static String json(Answer.Rejected rejected) {
    if (rejected.parts().isEmpty()) {
      return rejected.problem().json();
    }
    String parts =
        rejected.parts().entrySet().stream()
            .map(e -> "\"%s\":{%s}".formatted(e.getKey(), part(e.getValue())))
            .collect(Collectors.joining(","));
    return rejected.problem().json("\"groups\":{" + parts + "}");
  }

  private static String part(Answer.Part part) {
    Problem problem = part.problem();
    return problem == null ? "\"offset\":" + part.offset() : "\"problem\":" + problem.json();
  }
}
