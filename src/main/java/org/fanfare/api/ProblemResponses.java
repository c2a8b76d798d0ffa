package org.fanfare.api;

import jakarta.ws.rs.core.Response;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;

/** Converts problems to JAX-RS responses. Pure functions. */
final class ProblemResponses {
  private ProblemResponses() {}

  /** Returns the response that says what is wrong. */
  static Response of(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.http())
            .type("application/problem+json")
            .header("Cache-Control", "no-store")
            .entity(ProblemJson.of(problem));
    if (problem.status() == Status.UNAUTHENTICATED) {
      response.header("WWW-Authenticate", "Bearer");
    }
    return response.build();
  }
}
