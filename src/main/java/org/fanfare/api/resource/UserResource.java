package org.fanfare.api.resource;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.fanfare.api.UserCalls;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.Status;

/** The connections of a user, for back ends: how many there are, their end, and their groups. */
@Path("users/{user}")
@RequestScoped
public class UserResource {
  @Inject Calls calls;
  @Inject UserCalls users;

  /** Returns how many connections a user has. */
  @GET
  @Problems({Status.INVALID_NAME})
  public Response state(@Context HttpServletRequest request, @PathParam("user") String user) {
    return calls.answer(request, KeyPermission.API, key -> Calls.json(users.state(key, user)));
  }

  /** Ends the connections and the logins of a user. */
  @DELETE
  @Path("connections")
  @Problems({Status.INVALID_NAME})
  public Response disconnect(@Context HttpServletRequest request, @PathParam("user") String user) {
    return calls.answer(request, KeyPermission.API, key -> Calls.json(users.disconnect(key, user)));
  }

  /** Adds the connections of a user to a group, from now on. */
  @PUT
  @Path("groups/{group}")
  @Problems({Status.INVALID_NAME, Status.TOO_MANY_GROUPS, Status.UNAVAILABLE})
  public Response add(
      @Context HttpServletRequest request,
      @PathParam("user") String user,
      @PathParam("group") String group) {
    return calls.answer(request, KeyPermission.API, key -> Calls.json(users.add(key, user, group)));
  }

  /** Removes the connections of a user from a group. */
  @DELETE
  @Path("groups/{group}")
  @Problems({Status.INVALID_NAME, Status.UNAVAILABLE})
  public Response remove(
      @Context HttpServletRequest request,
      @PathParam("user") String user,
      @PathParam("group") String group) {
    return calls.answer(
        request, KeyPermission.API, key -> Calls.json(users.remove(key, user, group)));
  }
}
