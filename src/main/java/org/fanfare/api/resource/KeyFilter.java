package org.fanfare.api.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import org.fanfare.api.KeyCheck;
import org.fanfare.security.Keys;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Refusals;

/**
 * Requires a key for everything that JAX-RS answers here, including responses that it creates
 * itself.
 *
 * <p>It is registered by {@link ApiApplication} only, and is not a {@code @Provider}, which other
 * applications would find. It has a scope because some servers inject only into beans ({@link
 * org.fanfare.transport.Quirk#INJECTS_INTO_BEANS_ALONE}). Safe for use by any thread.
 */
@ApplicationScoped
public class KeyFilter implements ContainerRequestFilter {
  @Inject KeyCheck keys;
  @Inject Refusals refusals;

  @Override
  public void filter(ContainerRequestContext request) {
    try {
      keys.require(
          request.getHeaderString(HttpHeaders.AUTHORIZATION), request.getHeaderString(Keys.HEADER));
    } catch (ProblemException e) {
      refusals.count(e.problem(), () -> request.getMethod() + " of the API");
      request.abortWith(ProblemResponses.of(e.problem(), 0));
    }
  }
}
