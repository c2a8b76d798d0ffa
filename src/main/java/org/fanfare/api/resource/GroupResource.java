package org.fanfare.api.resource;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.fanfare.api.GroupCalls;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * The groups, for back ends: all of them, one, its log, and the channels that join and leave it.
 */
@Path("groups")
@RequestScoped
public class GroupResource {
  private static final int NO_CONTENT = 204;

  @Inject Calls calls;
  @Inject GroupCalls groups;

  /** Lists groups. */
  @GET
  @Problems({Status.INVALID_NAME, Status.INVALID_PARAMETER, Status.UNAVAILABLE})
  public Response list(
      @Context HttpServletRequest request,
      @QueryParam("match") @Nullable String match,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    return calls.answer(
        request, KeyPermission.API, key -> Calls.json(groups.list(key, match, after, limit)));
  }

  /** Returns how a group is. */
  @GET
  @Path("{group}")
  @Problems({Status.INVALID_NAME, Status.NO_GROUP, Status.UNAVAILABLE})
  public Response state(@Context HttpServletRequest request, @PathParam("group") String group) {
    return calls.answer(request, KeyPermission.API, key -> Calls.json(groups.state(key, group)));
  }

  /** Ends the present life of a group and discards its log. */
  @DELETE
  @Path("{group}")
  @Problems({Status.INVALID_NAME, Status.NO_GROUP, Status.UNAVAILABLE})
  public Response restart(@Context HttpServletRequest request, @PathParam("group") String group) {
    return calls.answer(request, KeyPermission.API, key -> Calls.json(groups.restart(key, group)));
  }

  /** Returns publications of a group. */
  @GET
  @Path("{group}/publications")
  @Problems({
    Status.INVALID_NAME,
    Status.INVALID_PARAMETER,
    Status.INVALID_CURSOR,
    Status.NO_GROUP,
    Status.UNAVAILABLE
  })
  public Response publications(
      @Context HttpServletRequest request,
      @PathParam("group") String group,
      @QueryParam("after") @Nullable String after,
      @QueryParam("last") @Nullable String last,
      @QueryParam("before") @Nullable String before,
      @QueryParam("limit") @Nullable String limit) {
    return calls.answer(
        request,
        KeyPermission.API,
        key -> Calls.json(groups.publications(key, group, after, last, before, limit)));
  }

  /** Discards the publications of a group up to an offset. */
  @DELETE
  @Path("{group}/publications")
  @Problems({Status.INVALID_NAME, Status.INVALID_PARAMETER, Status.NO_GROUP, Status.UNAVAILABLE})
  public Response trim(
      @Context HttpServletRequest request,
      @PathParam("group") String group,
      @QueryParam("through") @Nullable String through) {
    return calls.answer(
        request, KeyPermission.API, key -> Calls.json(groups.trim(key, group, through)));
  }

  /** Adds a channel to a group, from now on. */
  @PUT
  @Path("{group}/channels/{channel}")
  @Problems({Status.INVALID_NAME, Status.NO_CHANNEL, Status.TOO_MANY_GROUPS, Status.UNAVAILABLE})
  public Response add(
      @Context HttpServletRequest request,
      @PathParam("group") String group,
      @PathParam("channel") String channel) {
    return calls.answer(
        request, KeyPermission.API, key -> Calls.json(groups.add(key, group, channel)));
  }

  /** Removes a channel from a group. */
  @DELETE
  @Path("{group}/channels/{channel}")
  @Problems({Status.INVALID_NAME, Status.NO_CHANNEL, Status.UNAVAILABLE})
  public Response remove(
      @Context HttpServletRequest request,
      @PathParam("group") String group,
      @PathParam("channel") String channel) {
    return calls.answer(
        request,
        KeyPermission.API,
        key -> {
          groups.remove(key, group, channel);
          return Calls.empty(NO_CONTENT);
        });
  }
}
