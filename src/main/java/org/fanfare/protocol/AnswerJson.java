package org.fanfare.protocol;

import java.util.stream.Collectors;
import org.fanfare.connection.Answer;
import org.fanfare.status.Problem;

/** Writes the answers to a publish as JSON. Safe for use by any thread. */
public final class AnswerJson {
  private AnswerJson() {}

  /** Returns, as a JSON object, the answer that the message is in the log of every group. */
  public static String of(Answer.Accepted accepted) {
    return "{" + members(accepted) + "}";
  }

  /** Returns the member with the cursor just after the message, in all groups. */
  public static String cursor(Answer.Accepted accepted) {
    return "\"cursor\":\"" + accepted.cursor().text() + "\"";
  }

  /** Returns the members of the answer's object. */
  static String members(Answer.Accepted accepted) {
    return "%s,\"offsets\":{%s}"
        .formatted(
            cursor(accepted),
            accepted.offsets().entrySet().stream()
                .map(e -> "\"%s\":%s".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(",")));
  }

  /**
   * Returns the answer that the message is not in the log of every group: the problem, and the
   * result for each group.
   */
  public static String of(Answer.Rejected rejected) {
    if (rejected.parts().isEmpty()) {
      return ProblemJson.of(rejected.problem());
    }
    String parts =
        rejected.parts().entrySet().stream()
            .map(e -> "\"%s\":{%s}".formatted(e.getKey(), part(e.getValue())))
            .collect(Collectors.joining(","));
    return ProblemJson.of(rejected.problem(), "\"groups\":{" + parts + "}");
  }

  private static String part(Answer.Part part) {
    Problem problem = part.problem();
    return problem == null
        ? "\"offset\":" + part.offset()
        : "\"problem\":" + ProblemJson.of(problem);
  }
}
