package org.fanfare.transport.http;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.check.Finding;
import org.fanfare.check.SeenPath;
import org.fanfare.security.CheckGroups;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the path between the client and the server does: a page that tests it, or, as JSON,
 * what the server sees of it. A client that a right excludes gets the page too, which then says
 * why.
 *
 * <p>Called by many of the container's threads at the same time; never waits for a client.
 */
@WebServlet(urlPatterns = "/check", asyncSupported = true)
public class CheckServlet extends HttpServlet {
  private static final System.Logger LOG = System.getLogger(CheckServlet.class.getName());
  private static final String PAGE = "check.html";
  private static final long BETWEEN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final AtomicLong toldAt = new AtomicLong();

  @Inject transient HttpAdmission admission;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Vary", "Accept");
    response.setHeader("Cache-Control", "no-store");
    SeenPath seen;
    String origin;
    try {
      seen = admission.check(request);
      origin = new QueryParameters(request.getQueryString()).get("origin");
    } catch (ProblemException e) {
      admission.refused(request, e.problem());
      if (isPage(request) && e.problem().status() != Status.FOREIGN_ORIGIN) {
        Responses.headers(response, e.problem(), admission.retry());
        Responses.page(request, response, e.problem().http(), PAGE, context(request));
      } else {
        Responses.refuse(request, response, e.problem(), null, admission.retry());
      }
      return;
    }
    if (isPage(request)) {
      Responses.page(request, response, HttpServletResponse.SC_OK, PAGE, context(request));
    } else {
      log(seen);
      byte[] body = Responses.utf8(json(seen, origin).toString());
      Responses.send(request, response, 200, Responses.JSON, body);
    }
  }

  /** Tells the operator what is kept back from the client, at most once a minute. */
  private void log(SeenPath seen) {
    long now = System.nanoTime();
    long last = toldAt.get();
    boolean due = last == 0 || now - last > BETWEEN_NANOS;
    if (seen.hidesPeer() && due && toldAt.compareAndSet(last, now == 0 ? 1 : now)) {
      LOG.log(
          Level.INFO,
          "The check page was opened through {0}, which is {1}among the trusted proxies",
          seen.peer(),
          seen.trusted() ? "" : "not ");
    }
  }

  /**
   * Returns the relative path from the page to the application's context. The page is at {@code
   * /check} in the WAR, and at {@code /fanfare/check} in another application.
   */
  private static String context(HttpServletRequest request) {
    return request.getServletPath().startsWith(RequestPath.FOLDER) ? "../" : "./";
  }

  private static boolean isPage(HttpServletRequest request) {
    return ContentNegotiation.kind(request.getHeaders("Accept"))
        .filter(RequestKind.PAGE::equals)
        .isPresent();
  }

  private static JsonObject json(SeenPath seen, @Nullable String origin) {
    JsonArrayBuilder headers = Json.createArrayBuilder();
    seen.headers().forEach(headers::add);
    JsonArrayBuilder findings = Json.createArrayBuilder();
    seen.findings(origin).forEach(f -> findings.add(json(f)));
    return Json.createObjectBuilder()
        .add("origin", seen.origin())
        .add("scheme", seen.outside().scheme())
        .add("host", seen.outside().host())
        .add("port", seen.outside().port())
        .add("client", seen.shownClient())
        .add(
            "proxy",
            Json.createObjectBuilder()
                .add("address", seen.shownPeer())
                .add("trusted", seen.trusted())
                .add("headers", headers))
        .add("heartbeat", seen.heartbeat().toMillis() / 1000.0)
        .add("groups", CheckGroups.PREFIX)
        .add("findings", findings)
        .build();
  }

  private static JsonObjectBuilder json(Finding finding) {
    return Json.createObjectBuilder()
        .add("what", finding.what())
        .add("fanfare", finding.fanfare())
        .add("httpd", finding.httpd())
        .add("nginx", finding.nginx());
  }
}
