package org.fanfare.transport.resource;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import org.fanfare.transport.http.ReadRequests;

/**
 * The resource for long-polls that the filter has admitted. Any other request is answered with 404.
 */
@Path(ReadRequests.POLL)
@RequestScoped
public class PollResource {
  @Inject ReadRequests reading;

  /** Begins a poll, which is answered later. */
  @GET
  public void poll(@Context HttpServletRequest request, @Suspended AsyncResponse response)
      throws IOException {
    if (!reading.poll(request, () -> response.resume((Object) null))) {
      throw new NotFoundException();
    }
  }
}
