package org.fanfare.status;

/**
 * Something that was refused, as its client is told.
 *
 * @param status which problem it is: one that {@linkplain Status#isProblem is a problem}
 * @param detail what was wrong this time, and what would be right
 */
public record Problem(Status status, String detail) {
  /** Throws {@link IllegalArgumentException} for a status that is no problem. */
  public Problem {
    if (!status.isProblem()) {
      throw new IllegalArgumentException(status + " is no problem");
    }
  }

  /** Whether it will pass, so that coming back later makes sense. */
  public boolean passes() {
    return status.comesBack() == Status.Return.LATER;
  }

  /** This problem, to be thrown. */
  public ProblemException thrown() {
    return new ProblemException(this);
  }
}
