package org.fanfare.api;

import jakarta.ws.rs.core.Response;
import org.fanfare.protocol.Problem;

/** Problems as JAX-RS answers. */
final class ProblemResponses {
  private ProblemResponses() {}

  static Response.ResponseBuilder of(Problem problem) {
    return Response.status(problem.status())
        .type("application/problem+json")
        .header("Cache-Control", "no-store")
        .entity(problem.json());
  }
}
