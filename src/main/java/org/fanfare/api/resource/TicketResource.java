package org.fanfare.api.resource;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.fanfare.api.ApiBodies;
import org.fanfare.api.RequestBody;
import org.fanfare.api.TicketCalls;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.Status;

/** Issues tickets, by which pages become users, to back ends with a key that may do so. */
@Path("tickets")
@RequestScoped
public class TicketResource {
  /** The most bytes of a request: two lists of patterns, one of roles, and more. */
  private static final long MOST_BYTES = 64 << 10;

  @Inject Calls calls;
  @Inject TicketCalls tickets;
  @Inject ApiBodies bodies;

  /** Issues a ticket. */
  @POST
  @Problems({
    Status.INVALID_BODY,
    Status.INVALID_TEXT,
    Status.INCOMPLETE,
    Status.TOO_LARGE,
    Status.UNSUPPORTED_ENCODING,
    Status.TOO_MUCH_BEGUN,
    Status.TOO_MANY_TICKETS
  })
  public Response issue(@Context HttpServletRequest request, InputStream body) {
    return calls.answer(
        request,
        KeyPermission.TICKETS,
        key -> {
          try (RequestBody read =
              bodies.read(body, request.getHeader("Content-Encoding"), MOST_BYTES)) {
            return Calls.json(tickets.issue(key, read.text()));
          }
        });
  }
}
