package org.fanfare.api;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.Keys;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Refusals;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * The statistics, metrics and health of a node in an application that contains Fanfare, for clients
 * with a key that may {@code metrics}. It corresponds to a resource in the WAR: Fanfare adds no
 * JAX-RS to another application, whose JAX-RS resources are its own.
 *
 * <p>Called by many threads of the container at the same time.
 */
public class StateServlet extends HttpServlet {
  private static final String WHAT_IS_HERE =
      "there are GET statistics, GET metrics and GET health here";
  private static final Set<String> PATHS = Set.of("/statistics", "/metrics", "/health");

  @Inject transient NodeState state;
  @Inject transient MetricsPage metrics;
  @Inject transient KeyCheck keys;
  @Inject transient Refusals refusals;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    try {
      keys.require(
          request.getHeader("Authorization"),
          request.getHeader(Keys.HEADER),
          KeyPermission.METRICS);
    } catch (ProblemException e) {
      Problem refused = e.problem();
      if (refused.status() == Status.UNAUTHENTICATED) {
        response.setHeader("WWW-Authenticate", "Bearer");
      }
      refusals.count(refused, () -> request.getMethod() + " " + request.getRequestURI());
      answer(request, response, refused);
      return;
    }
    String path = request.getPathInfo();
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (path == null || !PATHS.contains(path)) {
      answer(request, response, new Problem(Status.NOT_FOUND, WHAT_IS_HERE));
    } else if (!reads) {
      response.setHeader("Allow", "GET, HEAD");
      answer(request, response, new Problem(Status.METHOD, WHAT_IS_HERE));
    } else if (path.equals("/statistics")) {
      send(request, response, "application/json", state.json().toString());
    } else if (path.equals("/metrics")) {
      send(request, response, MetricsPage.TYPE, metrics.text());
    } else {
      health(request, response);
    }
  }

  private void health(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Problem problem = state.problem(Instant.now());
    if (problem == null) {
      send(request, response, "application/json", Health.json(state.layerState()));
    } else {
      answer(request, response, problem);
    }
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    response.setStatus(problem.http());
    send(request, response, "application/problem+json", ProblemJson.of(problem));
  }

  private static void send(
      HttpServletRequest request, HttpServletResponse response, String type, @Nullable String text)
      throws IOException {
    byte[] body = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    response.setContentType(type);
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }
}
