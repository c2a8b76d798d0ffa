package org.fanfare.api.resource;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger.Level;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;

/**
 * Converts every exception in JAX-RS to a problem, so that no server's error page and no
 * exception's text is sent to a client.
 */
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Override
  public Response toResponse(Throwable failure) {
    int status =
        failure instanceof WebApplicationException known ? known.getResponse().getStatus() : 500;
    Status code =
        switch (status) {
          case 404 -> Status.NOT_FOUND;
          case 405 -> Status.METHOD;
          case 406 -> Status.NOT_ACCEPTABLE;
          default -> Status.ERROR;
        };
    if (code == Status.ERROR) {
      LOG.log(Level.ERROR, "An API call failed", failure);
    }
    Problem problem =
        new Problem(
            code,
            code == Status.ERROR
                ? "the server failed; its log says more"
                : "GET api/openapi.json describes what is here");
    return ProblemResponses.of(problem, 0);
  }
}
