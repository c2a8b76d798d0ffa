package org.fanfare.protocol;

import java.util.stream.Collectors;
import org.fanfare.connection.Answer;
import org.fanfare.status.Problem;

/** What a publish is answered, as JSON. Safe for use by any thread. */
public final class AnswerJson {
  private AnswerJson() {}

  /** An answer that the message is in the log of every group, as a JSON object. */
  public static String of(Answer.Accepted accepted) {
    return "{" + members(accepted) + "}";
  }

  /** The member that names the place just after the message, in all groups. */
  public static String cursor(Answer.Accepted accepted) {
    return "\"cursor\":\"" + accepted.cursor().text() + "\"";
  }

  /** The members of that object. */
  static String members(Answer.Accepted accepted) {
    return "%s,\"offsets\":{%s}"
        .formatted(
            cursor(accepted),
            accepted.offsets().entrySet().stream()
                .map(e -> "\"%s\":%s".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(",")));
  }

  /** An answer that it is not, or not in all: the problem, and what became of it group by group. */
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
