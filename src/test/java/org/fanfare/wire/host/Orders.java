package org.fanfare.wire.host;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Map;

/** A resource that answers, and fails in the ways in which resources fail. */
@Path("orders")
@RequestScoped
public class Orders {
  /** The orders. */
  @GET
  @Produces("application/json")
  public Map<String, Integer> all() {
    return Map.of("orders", 7);
  }

  /** One order; there is none. */
  @GET
  @Path("{id}")
  @Produces("text/plain")
  public String one(@PathParam("id") String id) {
    if (id.equals("broken")) {
      throw new IllegalStateException("the host's own failure");
    }
    throw new NotFoundException("no order " + id);
  }

  /** Takes an order. */
  @POST
  @Produces("text/plain")
  public String take(String order) {
    return "taken: " + order;
  }
}
