package org.fanfare.consumer.run;

import org.fanfare.consumer.Problem;

/** A mistake of the client, of which it is told; no failure of the application. */
final class ClientMistakeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ClientMistakeException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
