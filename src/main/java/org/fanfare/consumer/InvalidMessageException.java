package org.fanfare.consumer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for a message of a client that is not as it should be. It carries what the client is told,
 * which quotes nothing of the message. It has no stack trace, because it is no failure of ours.
 */
public final class InvalidMessageException extends RuntimeException {
  private static final int BAD_REQUEST = 400;

  private final transient Problem problem;

  private InvalidMessageException(Problem problem, @Nullable Throwable cause) {
    super(problem.detail(), cause, false, false);
    this.problem = problem;
  }

  /** The text is not JSON, or not an object; {@code detail} says what would be right. */
  static InvalidMessageException invalidJson(String detail, @Nullable Throwable cause) {
    return new InvalidMessageException(new Problem(BAD_REQUEST, "invalid-json", detail), cause);
  }

  /**
   * The message is of a type that nothing handles.
   *
   * @param type its type, which is not quoted; null if it says none
   */
  public static InvalidMessageException unknownType(@Nullable String type) {
    String detail =
        type == null
            ? "the message lacks its type; right is a JSON object with a member \"type\", which is a string"
            : "the \"type\" of the message is none that is known here";
    return new InvalidMessageException(new Problem(BAD_REQUEST, "unknown-type", detail), null);
  }

  /** The members of the message are not those that its type has. */
  static InvalidMessageException doesNotFit(Throwable cause) {
    return new InvalidMessageException(
        new Problem(
            BAD_REQUEST,
            "invalid-message",
            "a member of the message does not fit, such as a text in place of a number"),
        cause);
  }

  /** The message violates constraints. */
  static InvalidMessageException violates(List<Problem.Violation> violations) {
    return new InvalidMessageException(
        new Problem(
            BAD_REQUEST,
            "invalid-message",
            "the message violates what its violations say",
            null,
            violations),
        null);
  }

  /**
   * Returns what the client is told.
   *
   * @param about the type of the message, if it is one that is known here; else null
   */
  public Problem problem(@Nullable String about) {
    return new Problem(
        problem.status(), problem.code(), problem.detail(), about, problem.violations());
  }
}
