package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.fanfare.protocol.Events;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.fanfare.transport.Quirk;
import org.jspecify.annotations.Nullable;

/** Sends short responses, complete and with their length. Safe for use by any thread. */
final class Responses {
  private static final System.Logger LOG = System.getLogger(Responses.class.getName());

  static final String JSON = "application/json";
  static final String EVENTS = "text/event-stream";
  static final String HTML = "text/html;charset=utf-8";
  static final String METHODS = "GET, HEAD, POST, PUT, OPTIONS";
  private static final String PROBLEM = "application/problem+json";

  private Responses() {}

  /**
   * Sets the headers of every response of the group URL, in addition to those of every response.
   */
  static void common(HttpServletResponse response) {
    response.setHeader("Vary", "Accept, Origin");
    response.setHeader("Cache-Control", "no-store");
  }

  /** Sets the headers that allow a page of a listed origin to read the response. */
  static void crossOrigin(HttpServletResponse response, String origin) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Expose-Headers", "Idempotency-Replayed, Retry-After");
  }

  /**
   * Sets these headers, and answers a request that only asks what would be allowed.
   *
   * @param origin the listed origin of the page; null if there is none
   * @param methods the methods that there are
   * @param ofPages the methods that pages of listed origins may use
   * @return whether it is answered
   */
  static boolean answersPreflight(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable String origin,
      String methods,
      String ofPages) {
    boolean preflight = request.getMethod().equals("OPTIONS");
    if (origin != null) {
      crossOrigin(response, origin);
      if (preflight) {
        response.setHeader("Access-Control-Allow-Methods", ofPages);
        response.setHeader(
            "Access-Control-Allow-Headers",
            "Content-Type, Idempotency-Key, Last-Event-ID, Authorization, Cache-Control,"
                + " Fanfare-Session, Fanfare-Protocols");
        response.setHeader("Access-Control-Max-Age", "600");
      }
    }
    if (preflight) {
      response.setHeader("Allow", methods);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
    return preflight;
  }

  /**
   * Refuses a request.
   *
   * @param kind the kind of the request, or null if it is not known. A stream whose refusal is
   *     temporary gets it with status 200, since an {@code EventSource} never comes back after
   *     another status
   */
  static void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      Problem problem,
      @Nullable RequestKind kind,
      long retryMillis)
      throws IOException {
    if (problem.passes() && kind == RequestKind.STREAM) {
      send(request, response, 200, EVENTS, Events.refused(problem, retryMillis));
      return;
    }
    headers(response, problem, retryMillis);
    closing(response, problem, isHttp1(request));
    send(request, response, problem.http(), PROBLEM, utf8(ProblemJson.of(problem)));
  }

  /** Returns the problem for a path that leads to no group. */
  static Problem notFound(HttpServletRequest request) {
    return new Problem(
        Status.NOT_FOUND,
        "a group is at "
            + request.getContextPath()
            + RequestPath.PREFIX
            + "NAME; what stands before the name is written in no other way");
  }

  /**
   * Sets the headers that belong to a problem. One that says what to upgrade to ends its connection
   * ({@link Quirk#FORGETS_LENGTHS_BESIDE_UPGRADE}).
   */
  static void headers(HttpServletResponse response, Problem problem, long retryMillis) {
    switch (problem.status()) {
      case METHOD -> {
        if (!response.containsHeader("Allow")) {
          response.setHeader("Allow", METHODS);
        }
      }
      case UNAUTHENTICATED, INVALID_TICKET, INVALID_LOGIN ->
          response.setHeader("WWW-Authenticate", "Bearer");
      case UNSUPPORTED_ENCODING ->
          response.setHeader("Accept-Encoding", ContentCoding.GZIP); // RFC 9110, 12.5.3
      case WEBSOCKET_VERSION, UPGRADE_REQUIRED -> {
        response.setHeader("Sec-WebSocket-Version", "13");
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "close");
        response.addHeader("Connection", "Upgrade"); // after the other: see the quirk
      }
      default -> {
        if (problem.passes()) {
          response.setHeader("Retry-After", String.valueOf(Math.max(1, retryMillis / 1000)));
        }
      }
    }
  }

  /**
   * If the problem means that no more of the body is wanted, announces that the connection will be
   * closed. {@code closes} says whether it can be closed after this request.
   */
  static void closing(HttpServletResponse response, Problem problem, boolean closes) {
    boolean cut = problem.status() == Status.TIMEOUT || problem.status() == Status.TOO_LARGE;
    if (closes && cut) {
      response.setHeader("Connection", "close");
    }
  }

  static boolean isHttp1(HttpServletRequest request) {
    return request.getProtocol().startsWith("HTTP/1");
  }

  /**
   * Sends a page.
   *
   * @param name the name of a file beside this class, in which {@code {context}} is replaced
   * @param context the relative path from the page to the application's context
   */
  static void page(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String name,
      String context)
      throws IOException {
    try (InputStream page = Responses.class.getResourceAsStream(name)) {
      if (page == null) {
        throw new FileNotFoundException("Fanfare's classes lack " + name);
      }
      String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
      send(request, response, status, HTML, utf8(text.replace("{context}", context)));
    }
  }

  static void send(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String type,
      byte[] body)
      throws IOException {
    head(response, status, type);
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      try {
        response.getOutputStream().write(body);
      } catch (IOException gone) { // the container would log it with a stack trace each time
        LOG.log(Level.DEBUG, "a client left before its answer", gone);
      }
    }
  }

  /** Sets the status and the media type of a response. */
  static void head(HttpServletResponse response, int status, String type) {
    response.setStatus(status);
    response.setContentType(type);
  }

  /** Sets the status, the media type and the headers of a response that is a problem. */
  static void head(HttpServletResponse response, Problem problem, long retryMillis) {
    headers(response, problem, retryMillis);
    head(response, problem.http(), PROBLEM);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
