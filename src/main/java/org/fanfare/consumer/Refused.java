package org.fanfare.consumer;

import java.util.regex.Pattern;
import org.fanfare.layer.Refusal;
import org.fanfare.status.Problem;

/**
 * Something was refused, and had no effect: an operation that would exceed a bound, or, by {@link
 * Connection#refuse}, a client.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,40}");
  private static final int UPGRADE_REQUIRED = 426;

  private final int status;
  private final String code;

  /**
   * Creates a refusal.
   *
   * @param status an HTTP status from 400 to 599, but not 426, which has a meaning of its own here
   * @param code one to forty characters of {@code a-z 0-9 -}
   * @param detail what was wrong, and what would be right
   */
  public Refused(int status, String code, String detail) {
    super(detail);
    if (status < 400 || status > 599 || status == UPGRADE_REQUIRED) {
      throw new IllegalArgumentException(
          "a refusal has an HTTP status from 400 to 599, but not 426, and not " + status);
    }
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "the code of a refusal is one to forty characters of a-z 0-9 -, and not \"%s\""
              .formatted(code));
    }
    this.status = status;
    this.code = code;
  }

  /** Creates a refusal for the reason of a problem. */
  public static Refused of(Problem problem) {
    return new Refused(problem.http(), problem.word(), problem.detail());
  }

  static Refused of(Refusal refusal, String group) {
    return of(refusal.problem(group));
  }

  /** Returns the HTTP status that says the same. */
  public int status() {
    return status;
  }

  /** Returns the word for the reason, for programs. */
  public String code() {
    return code;
  }

  /** Returns what was wrong, and what would be right. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
