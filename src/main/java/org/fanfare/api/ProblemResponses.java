package org.fanfare.api;

import jakarta.ws.rs.core.Response;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.status.Problem;
import org.fanfare.status.Refusals;
import org.jspecify.annotations.Nullable;

/** Converts problems to JAX-RS responses. Pure functions. */
final class ProblemResponses {
  private ProblemResponses() {}

  static Response.ResponseBuilder of(Problem problem) {
    return Response.status(problem.http())
        .type("application/problem+json")
        .header("Cache-Control", "no-store")
        .entity(ProblemJson.of(problem));
  }

  /**
   * Returns the response to a request without a key, or with a wrong one, and counts the refusal.
   *
   * @param sent the header {@code Authorization}; null if it is absent
   */
  static Response withoutKey(Refusals refusals, @Nullable String sent, String method, String path) {
    Problem problem = KeyProblem.of(sent);
    refusals.count(problem, () -> method + " " + path);
    return of(problem).header("WWW-Authenticate", "Bearer").build();
  }
}
