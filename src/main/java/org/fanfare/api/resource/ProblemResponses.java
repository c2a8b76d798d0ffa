package org.fanfare.api.resource;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;

/** Converts problems to JAX-RS responses. Pure functions. */
final class ProblemResponses {
  private ProblemResponses() {}

  /**
   * Returns the response that says what is wrong.
   *
   * @param retryMillis the delay in milliseconds after which a caller that is refused temporarily
   *     should come back
   */
  static Response of(Problem problem, long retryMillis) {
    Response.ResponseBuilder response =
        Response.status(problem.http())
            .type("application/problem+json")
            .header("Cache-Control", "no-store")
            .entity(ProblemJson.of(problem).getBytes(StandardCharsets.UTF_8));
    if (problem.status() == Status.UNAUTHENTICATED) {
      response.header("WWW-Authenticate", "Bearer");
    } else if (problem.status() == Status.UNSUPPORTED_ENCODING) {
      response.header("Accept-Encoding", "identity"); // RFC 9110, section 12.5.3
    } else if (problem.passes()) {
      response.header("Retry-After", String.valueOf(Math.max(1, retryMillis / 1000)));
    }
    return response.build();
  }
}
