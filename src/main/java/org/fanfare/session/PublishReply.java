package org.fanfare.session;

import java.util.stream.Collectors;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.publish.Answer;
import org.fanfare.status.Problem;

/**
 * What the client of a publish is answered. Its words in JSON are made when somebody asks for them:
 * most lines of a stream, and frames without an id, are never answered one by one. Immutable.
 */
public sealed interface PublishReply {
  /**
   * The message is in the log of every group.
   *
   * @param answer what was answered
   */
  record Accepted(Answer.Accepted answer) implements PublishReply {
    /** The members of the answer, as JSON. */
    public String members() {
      return "\"cursor\":\"%s\",\"offsets\":{%s}"
          .formatted(
              cursor(),
              answer.offsets().entrySet().stream()
                  .map(e -> "\"%s\":%s".formatted(e.getKey(), e.getValue()))
                  .collect(Collectors.joining(",")));
    }

    /** The place just after the message, in all groups. */
    public String cursor() {
      return answer.cursor().text();
    }

    /** Whether this is the answer of an earlier publish with the same key. */
    public boolean replayed() {
      return answer.replayed();
    }
  }

  /**
   * The message is in no log, or not in all of them.
   *
   * @param answer what was answered
   */
  record Rejected(Answer.Rejected answer) implements PublishReply {
    /** Why. */
    public Problem problem() {
      return answer.problem();
    }

    /** The problem and what more there is to say, as JSON. */
    public String json() {
      return PublishReply.json(answer);
    }
  }

  /** The reply to an answer. */
  static PublishReply of(Answer answer) {
    return answer instanceof Answer.Accepted accepted
        ? new Accepted(accepted)
        : new Rejected((Answer.Rejected) answer);
  }

  private static String json(Answer.Rejected rejected) {
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
