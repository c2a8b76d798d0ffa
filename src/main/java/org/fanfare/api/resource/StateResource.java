package org.fanfare.api.resource;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.fanfare.api.Health;
import org.fanfare.api.MetricsPage;
import org.fanfare.api.NodeState;
import org.fanfare.layer.LayerState;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;

/**
 * The statistics, metrics and health of a node, for clients with a key that may {@code metrics}.
 */
@Path("")
@RequestScoped
public class StateResource {
  @Inject Calls calls;
  @Inject NodeState state;
  @Inject MetricsPage metrics;

  /** Returns the numbers as JSON. */
  @GET
  @Path("statistics")
  @Problems({})
  public Response statistics(@Context HttpServletRequest request) {
    return calls.answer(request, KeyPermission.METRICS, key -> Calls.json(state.json().toString()));
  }

  /** Returns the numbers in the format of Prometheus. */
  @GET
  @Path("metrics")
  @Problems({})
  public Response metrics(@Context HttpServletRequest request) {
    return calls.answer(
        request,
        KeyPermission.METRICS,
        key -> Calls.bytes(MetricsPage.TYPE, metrics.text().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns whether new clients should be sent to another node: 503 if the node stops or is
   * drained, and if the layer has been interrupted for longer than {@link LayerState#PATIENCE}.
   */
  @GET
  @Path("health")
  @Problems({Status.STOPPING, Status.UNAVAILABLE})
  public Response health(@Context HttpServletRequest request) {
    return calls.answer(
        request,
        KeyPermission.METRICS,
        key -> {
          Problem problem = state.problem(Instant.now());
          return problem == null
              ? Calls.json(Health.json(state.layerState()))
              : ProblemResponses.of(problem, state.retry());
        });
  }
}
