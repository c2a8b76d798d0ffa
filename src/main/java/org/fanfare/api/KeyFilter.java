package org.fanfare.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import org.fanfare.security.Keys;
import org.fanfare.status.Refusals;

/**
 * Lets in whoever has a key, to all that JAX-RS serves here, also what it makes itself. It is of
 * {@link ApiApplication} alone, and no {@code @Provider} that others would find; it has a scope,
 * since some servers inject only into beans ({@link
 * org.fanfare.transport.Quirk#INJECTS_INTO_BEANS_ALONE}). Safe for use by any thread.
 */
@ApplicationScoped
public class KeyFilter implements ContainerRequestFilter {
  @Inject Keys keys;
  @Inject Refusals refusals;

  @Override
  public void filter(ContainerRequestContext request) {
    String sent = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (keys.identityOf(sent).isEmpty()) {
      request.abortWith(
          ProblemResponses.withoutKey(
              refusals, sent, request.getMethod(), request.getUriInfo().getPath()));
    }
  }
}
