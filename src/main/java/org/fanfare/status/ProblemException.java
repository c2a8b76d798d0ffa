package org.fanfare.status;

/** Carries a problem to where the client is answered. */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false); // a refusal is no failure of ours: no stack trace
    this.problem = problem;
  }

  /** What the client is to be told. */
  public Problem problem() {
    return problem;
  }
}
