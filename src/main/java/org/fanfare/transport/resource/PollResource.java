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

/** Long-poll, for requests that the filter has let in; for any other there is nothing here. */
@Path(ReadRequests.POLL)
@RequestScoped
public class PollResource {
  @Inject ReadRequests reading;

  /** Begins to wait for an answer. */
  @GET
  public void poll(@Context HttpServletRequest request, @Suspended AsyncResponse response)
      throws IOException {
    if (!reading.poll(request, () -> response.resume((Object) null))) {
      throw new NotFoundException();
    }
  }
}
