package org.fanfare.api.resource;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.fanfare.api.ApiBodies;
import org.fanfare.api.PublishCalls;
import org.fanfare.api.RequestBody;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.Status;

/** Sends to the channel of one connection, for back ends. */
@Path("channels/{channel}")
@RequestScoped
public class ChannelResource {
  private static final int ACCEPTED = 202;

  @Inject Calls calls;
  @Inject PublishCalls publishing;
  @Inject ApiBodies bodies;

  /** Sends the body to the channel. */
  @POST
  @Problems({
    Status.INVALID_JSON,
    Status.INVALID_TEXT,
    Status.INCOMPLETE,
    Status.NO_CHANNEL,
    Status.TOO_LARGE,
    Status.UNSUPPORTED_TYPE,
    Status.UNSUPPORTED_ENCODING,
    Status.TOO_MUCH_BEGUN,
    Status.CHANNEL_FULL,
    Status.UNAVAILABLE
  })
  public Response send(
      @Context HttpServletRequest request, @PathParam("channel") String channel, InputStream body) {
    return calls.answer(
        request,
        KeyPermission.API,
        key -> {
          try (RequestBody read =
              bodies.read(body, request.getHeader("Content-Encoding"), publishing.maxSize())) {
            publishing.send(key, channel, request.getContentType(), read.bytes());
            return Calls.empty(ACCEPTED);
          }
        });
  }
}
