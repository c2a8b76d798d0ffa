package org.fanfare.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.fanfare.layer.LayerState;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.Keys;
import org.fanfare.status.Problem;
import org.fanfare.status.Refusals;

/**
 * The statistics, metrics and health of a node, for clients with a key that may {@code metrics}.
 *
 * <p>It checks the key itself. A filter would also protect the resources of other applications in
 * the same WAR, or would be missing if this resource were part of their application.
 */
@Path("")
@RequestScoped
public class StateResource {
  @Inject NodeState state;
  @Inject MetricsPage metrics;
  @Inject Keys keys;
  @Inject Refusals refusals;

  /** Returns the numbers as JSON. */
  @GET
  @Path("statistics")
  @Produces("application/json")
  public JsonObject statistics(@Context HttpHeaders headers, @Context UriInfo uri) {
    requireKey(headers, uri);
    return state.json();
  }

  /** Returns the numbers in the format of Prometheus. */
  @GET
  @Path("metrics")
  @Produces(MetricsPage.TYPE)
  public String metrics(@Context HttpHeaders headers, @Context UriInfo uri) {
    requireKey(headers, uri);
    return metrics.text();
  }

  /**
   * Returns whether new clients should be sent to another node: 503 if the layer has been
   * interrupted for longer than {@link LayerState#PATIENCE}.
   */
  @GET
  @Path("health")
  @Produces("application/json")
  public Response health(@Context HttpHeaders headers, @Context UriInfo uri) {
    requireKey(headers, uri);
    LayerState layer = state.layerState();
    Problem problem = Health.problem(layer, Instant.now());
    return problem == null
        ? Response.ok(Health.json(layer)).header("Cache-Control", "no-store").build()
        : ProblemResponses.of(problem);
  }

  private void requireKey(HttpHeaders headers, UriInfo uri) {
    KeyProblem.of(
            keys,
            headers.getHeaderString(HttpHeaders.AUTHORIZATION),
            headers.getHeaderString(Keys.HEADER),
            KeyPermission.METRICS)
        .ifPresent(
            problem -> {
              refusals.count(problem, () -> "GET " + uri.getPath());
              throw problem.thrown();
            });
  }
}
