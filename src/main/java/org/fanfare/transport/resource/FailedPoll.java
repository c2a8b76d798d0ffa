package org.fanfare.transport.resource;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger.Level;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;

/**
 * Turns an exception in JAX-RS into a problem. A client whose request came through the filter never
 * sees it, unless the server fails. Only {@link PollApplication} has this mapper; it has no
 * {@code @Provider} annotation by which other applications would find it. Safe for use by any
 * thread.
 */
public class FailedPoll implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(FailedPoll.class.getName());

  @Override
  public Response toResponse(Throwable failure) {
    Problem problem;
    if (failure instanceof WebApplicationException) {
      problem = new Problem(Status.NOT_FOUND, "a group is read where the filter lets one in");
    } else {
      LOG.log(Level.ERROR, "A poll failed", failure);
      problem = new Problem(Status.ERROR, "the server failed; its log says more");
    }
    return Response.status(problem.http())
        .type("application/problem+json")
        .header("Cache-Control", "no-store")
        .entity(ProblemJson.of(problem))
        .build();
  }
}
