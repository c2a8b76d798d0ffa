package org.fanfare.api;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.fanfare.protocol.Problem;
import org.fanfare.protocol.Refusals;
import org.fanfare.security.Keys;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a node in an application of another's, for whoever has a key: what {@code
 * StateResource} is in the WAR. An application is given no JAX-RS by Fanfare, and what it has of it
 * is its own. Called by many of the container's threads at once.
 */
public class StateServlet extends HttpServlet {
  @Inject transient NodeState state;
  @Inject transient MetricsPage metrics;
  @Inject transient Keys keys;
  @Inject transient Refusals refusals;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    String sent = request.getHeader("Authorization");
    if (keys.identityOf(sent).isEmpty()) {
      response.setHeader("WWW-Authenticate", "Bearer");
      Problem problem = KeyProblem.of(sent);
      refusals.count(problem, () -> request.getMethod() + " " + request.getRequestURI());
      answer(request, response, problem);
      return;
    }
    String path = request.getPathInfo();
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (!"/statistics".equals(path) && !"/metrics".equals(path)) {
      answer(request, response, new Problem(Problem.Code.NOT_FOUND, KeyProblem.WHAT_IS_HERE));
    } else if (!reads) {
      response.setHeader("Allow", "GET, HEAD");
      answer(request, response, new Problem(Problem.Code.METHOD, KeyProblem.WHAT_IS_HERE));
    } else if (path.equals("/statistics")) {
      send(request, response, "application/json", state.json().toString());
    } else {
      send(request, response, MetricsPage.TYPE, metrics.text());
    }
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    response.setStatus(problem.status());
    send(request, response, "application/problem+json", problem.json());
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
