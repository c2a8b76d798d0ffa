package org.fanfare.api.resource;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.fanfare.api.DrainCalls;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/** Empties this node, for operators who are about to stop it. */
@Path("drain")
@RequestScoped
public class DrainResource {
  @Inject Calls calls;
  @Inject DrainCalls drains;

  /** Begins to empty the node. */
  @POST
  @Problems({Status.INVALID_PARAMETER})
  public Response drain(
      @Context HttpServletRequest request, @QueryParam("over") @Nullable String over) {
    return calls.answer(request, KeyPermission.API, key -> Calls.json(drains.drain(key, over)));
  }
}
