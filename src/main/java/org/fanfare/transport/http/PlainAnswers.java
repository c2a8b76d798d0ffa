package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.Instances;
import org.fanfare.consumer.run.RouteInstances;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Has consumers answer plain HTTP requests, each with an instance of its own, on the thread of the
 * request. Safe for use by any thread.
 */
final class PlainAnswers {
  private PlainAnswers() {}

  /**
   * Answers a request.
   *
   * @param instances makes the instance, and is told what fails
   * @throws ProblemException if the consumer refuses it, or fails before it has answered; what it
   *     had begun to say is forgotten, and the headers that were there before are there again
   * @throws IOException if the client has left
   */
  static void answer(
      RouteInstances instances,
      ConsumerRoute route,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Map<String, List<String>> headers = headers(response);
    Instances.Made made = instances.make(route);
    @Nullable Problem problem = null;
    try {
      ((PlainHttp) made.consumer()).answer(request, response);
    } catch (Refused refused) {
      problem = Problem.ofApplication(refused.status(), refused.code(), refused.detail());
    } catch (Exception | Error failure) {
      if (failure instanceof IOException left && response.isCommitted()) {
        throw left;
      }
      instances.failed(route, "answer", whom(request), failure);
      problem = RouteInstances.failed();
    } finally {
      destroy(instances, route, made, request);
    }
    if (problem != null && !response.isCommitted()) {
      response.reset();
      headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
      throw problem.thrown();
    }
  }

  /** Returns those that Fanfare, and filters before it, have set. */
  private static Map<String, List<String>> headers(HttpServletResponse response) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String name : response.getHeaderNames()) {
      headers.put(name, List.copyOf(response.getHeaders(name)));
    }
    return headers;
  }

  private static void destroy(
      RouteInstances instances,
      ConsumerRoute route,
      Instances.Made made,
      HttpServletRequest request) {
    try {
      made.destroy().run();
    } catch (RuntimeException | Error failure) {
      instances.failed(route, "the destruction", whom(request), failure);
    }
  }

  private static String whom(HttpServletRequest request) {
    Principal user = request.getUserPrincipal();
    return user == null ? " for a guest" : " for the user " + user.getName();
  }
}
