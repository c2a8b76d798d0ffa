package org.fanfare.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.fanfare.protocol.Problem;
import org.fanfare.security.Keys;

/** Lets in whoever has a key. Safe for use by any thread. */
@Provider
public class KeyFilter implements ContainerRequestFilter {
  @Inject Keys keys;

  @Override
  public void filter(ContainerRequestContext request) {
    if (keys.identityOf(request.getHeaderString(HttpHeaders.AUTHORIZATION)).isEmpty()) {
      Problem problem =
          new Problem(
              Problem.Code.UNAUTHENTICATED,
              "send 'Authorization: Bearer KEY' with one of fanfare.keys");
      request.abortWith(ProblemResponses.of(problem).header("WWW-Authenticate", "Bearer").build());
    }
  }

  /** Problems as JAX-RS answers. */
  static final class ProblemResponses {
    private ProblemResponses() {}

    static Response.ResponseBuilder of(Problem problem) {
      return Response.status(problem.status())
          .type("application/problem+json")
          .header("Cache-Control", "no-store")
          .entity(problem.json());
    }
  }
}
