package org.fanfare.status;

/**
 * A refused request, as it is reported to the client.
 *
 * @param status the kind of problem; it must be one that {@linkplain Status#isProblem is a problem}
 * @param detail what was wrong in this case, and what would be right
 * @param http the HTTP status, from 400 to 599: that of {@code status}, unless the application
 *     chose it
 * @param word the word for it in the protocol: that of {@code status}, unless the application chose
 *     it
 */
public record Problem(Status status, String detail, int http, String word) {
  /** Throws {@link IllegalArgumentException} for a status that is not a problem. */
  public Problem {
    if (!status.isProblem()) {
      throw new IllegalArgumentException(status + " is no problem");
    }
  }

  /** Creates a problem with the HTTP status and the word of {@code status}. */
  public Problem(Status status, String detail) {
    this(status, detail, status.http(), status.word());
  }

  /** Creates a problem with which code of the application refuses a client. */
  public static Problem ofApplication(int http, String word, String detail) {
    return new Problem(Status.REFUSED_BY_APPLICATION, detail, http, word);
  }

  /** Returns whether the problem is temporary, so that the client should try again later. */
  public boolean passes() {
    return status == Status.REFUSED_BY_APPLICATION
        ? http >= 500
        : status.comesBack() == Status.Return.LATER;
  }

  /** Returns an exception that carries this problem. */
  public ProblemException thrown() {
    return new ProblemException(this);
  }
}
