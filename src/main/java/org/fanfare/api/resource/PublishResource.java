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
import org.fanfare.api.PublishCalls;
import org.fanfare.api.RequestBody;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.Status;

/** Publishes many messages at once, for back ends. */
@Path("publish")
@RequestScoped
public class PublishResource {
  /** The most bytes of a batch. */
  private static final long MOST_BYTES = 16L << 20;

  @Inject Calls calls;
  @Inject PublishCalls publishing;
  @Inject ApiBodies bodies;

  /** Publishes a batch of messages, each of which is answered alone. */
  @POST
  @Problems({
    Status.INVALID_BODY,
    Status.INVALID_TEXT,
    Status.INVALID_KEY,
    Status.INCOMPLETE,
    Status.TOO_LARGE,
    Status.UNSUPPORTED_ENCODING,
    Status.TOO_MUCH_BEGUN,
    Status.UNAVAILABLE
  })
  public Response publish(@Context HttpServletRequest request, InputStream body) {
    return calls.answer(
        request,
        KeyPermission.API,
        key -> {
          try (RequestBody read =
              bodies.read(body, request.getHeader("Content-Encoding"), MOST_BYTES)) {
            return Calls.json(
                publishing.publish(key, read.bytes(), request.getHeader("Idempotency-Key")));
          }
        });
  }
}
