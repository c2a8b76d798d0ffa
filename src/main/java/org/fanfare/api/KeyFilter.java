package org.fanfare.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.fanfare.protocol.Problem;
import org.fanfare.protocol.Refusals;
import org.fanfare.security.Keys;

/** Lets in whoever has a key. Safe for use by any thread. */
@Provider
public class KeyFilter implements ContainerRequestFilter {
  @Inject Keys keys;
  @Inject Refusals refusals;

  @Override
  public void filter(ContainerRequestContext request) {
    String sent = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (keys.identityOf(sent).isEmpty()) {
      Problem problem =
          new Problem(
              Problem.Code.UNAUTHENTICATED,
              "send 'Authorization: Bearer KEY' with one of fanfare.keys"
                  + (sent == null ? "" : "; what was sent is none of them"));
      refusals.count(problem, () -> request.getMethod() + " " + request.getUriInfo().getPath());
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
