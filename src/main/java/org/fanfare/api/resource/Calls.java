package org.fanfare.api.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.fanfare.api.KeyCheck;
import org.fanfare.api.NodeState;
import org.fanfare.layer.LayerException;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.Keys;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Refusals;
import org.fanfare.status.Status;

/**
 * Answers the calls to the API: with what they return if the key of the request permits them, and
 * else with a problem, which is counted. Safe for use by any thread.
 *
 * <p>Each resource checks the key by it. A filter would also protect the resources of other
 * applications in the same WAR, or would be missing if a resource were part of their application.
 */
@ApplicationScoped
public class Calls {
  private static final String JSON = "application/json";

  @Inject KeyCheck keys;
  @Inject Refusals refusals;
  @Inject NodeState state;

  /**
   * Answers a call.
   *
   * @param needs what the key must permit
   * @param call returns the response, or throws a {@link ProblemException} or {@link
   *     LayerException}
   */
  Response answer(HttpServletRequest request, KeyPermission needs, Function<Key, Response> call) {
    try {
      return call.apply(keys.require(authorization(request), apiKey(request), needs));
    } catch (ProblemException e) {
      return refused(request, e.problem());
    } catch (LayerException e) {
      return refused(
          request,
          new Problem(
              Status.UNAVAILABLE,
              e.mayHaveHappened()
                  ? "the channel layer failed, and it is not known whether this has happened"
                  : "the channel layer failed, and this has not happened: try again later"));
    }
  }

  private Response refused(HttpServletRequest request, Problem problem) {
    refusals.count(problem, () -> described(request));
    return ProblemResponses.of(problem, state.retry());
  }

  private String described(HttpServletRequest request) {
    return request.getMethod()
        + " "
        + shown(request.getRequestURI())
        + keys.keys()
            .find(authorization(request), apiKey(request))
            .map(key -> " with " + key.title())
            .orElse("");
  }

  /**
   * Returns the path of a request for the log. The name of a channel, in any spelling, is secret.
   */
  static String shown(String path) {
    String plain = path.replaceFirst("[%;].*", "…"); // a server decodes and drops, each in its way
    return plain.replaceFirst("(/channels/).*", "$1…");
  }

  private static String authorization(HttpServletRequest request) {
    return request.getHeader("Authorization");
  }

  private static String apiKey(HttpServletRequest request) {
    return request.getHeader(Keys.HEADER);
  }

  /** Returns a response with a JSON text. */
  static Response json(String json) {
    return bytes(JSON, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a response that consists of bytes, which no server's code converts. */
  static Response bytes(String type, byte[] body) {
    return Response.ok(body, type).header("Cache-Control", "no-store").build();
  }

  /** Returns a response without a body. */
  static Response empty(int status) {
    return Response.status(status).header("Cache-Control", "no-store").build();
  }
}
