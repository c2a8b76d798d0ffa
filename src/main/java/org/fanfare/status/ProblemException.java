package org.fanfare.status;

/** Carries a problem to the code that answers the client. */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false); // a refusal is not our failure: no stack trace
    this.problem = problem;
  }

  /** Returns the problem to report to the client. */
  public Problem problem() {
    return problem;
  }
}
