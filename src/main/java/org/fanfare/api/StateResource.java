package org.fanfare.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The numbers of a node. */
@Path("")
@RequestScoped
public class StateResource {
  @Inject NodeState state;
  @Inject PrometheusMeterRegistry registry;

  /** As JSON. */
  @GET
  @Path("statistics")
  @Produces("application/json")
  public JsonObject statistics() {
    return state.json();
  }

  /** As Prometheus reads it. */
  @GET
  @Path("metrics")
  @Produces("text/plain; version=0.0.4; charset=utf-8")
  public String metrics() {
    return state.scrape(registry);
  }
}
