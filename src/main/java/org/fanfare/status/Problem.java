package org.fanfare.status;

/**
 * A refused request, as it is reported to the client.
 *
 * @param status the kind of problem; it must be one that {@linkplain Status#isProblem is a problem}
 * @param detail what was wrong in this case, and what would be right
 */
public record Problem(Status status, String detail) {
  /** Throws {@link IllegalArgumentException} for a status that is not a problem. */
  public Problem {
    if (!status.isProblem()) {
      throw new IllegalArgumentException(status + " is no problem");
    }
  }

  /** Returns whether the problem is temporary, so that the client should try again later. */
  public boolean passes() {
    return status.comesBack() == Status.Return.LATER;
  }

  /** Returns an exception that carries this problem. */
  public ProblemException thrown() {
    return new ProblemException(this);
  }
}
