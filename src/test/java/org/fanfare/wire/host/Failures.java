package org.fanfare.wire.host;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** How the host answers its own failures. */
@Provider
public class Failures implements ExceptionMapper<RuntimeException> {
  @Override
  public Response toResponse(RuntimeException failure) {
    return Response.status(418).type("text/plain").entity("host: " + failure.getMessage()).build();
  }
}
