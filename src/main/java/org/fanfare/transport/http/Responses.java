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
import org.jspecify.annotations.Nullable;

/** Writes short answers, whole and with their length. Safe for use by any thread. */
final class Responses {
  private static final System.Logger LOG = System.getLogger(Responses.class.getName());

  static final String JSON = "application/json";
  static final String EVENTS = "text/event-stream";
  static final String HTML = "text/html;charset=utf-8";
  static final String METHODS = "GET, HEAD, POST, PUT, OPTIONS";
  private static final String PROBLEM = "application/problem+json";

  private Responses() {}

  /** The headers that every answer of the one URL has, beside those of every answer. */
  static void common(HttpServletResponse response) {
    response.setHeader("Vary", "Accept, Origin");
    response.setHeader("Cache-Control", "no-store");
  }

  /** The headers for a page of a listed origin. */
  static void crossOrigin(HttpServletResponse response, String origin, boolean preflight) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Expose-Headers", "Idempotency-Replayed, Retry-After");
    if (preflight) {
      response.setHeader("Access-Control-Allow-Methods", METHODS);
      response.setHeader(
          "Access-Control-Allow-Headers",
          "Content-Type, Idempotency-Key, Last-Event-ID, Authorization, Cache-Control");
      response.setHeader("Access-Control-Max-Age", "600");
    }
  }

  /**
   * Refuses a request.
   *
   * @param kind what it asks for, if that is known: a stream that may come back later is told so
   *     with status 200, since an {@code EventSource} never returns after another one
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
    send(request, response, problem.status().http(), PROBLEM, utf8(ProblemJson.of(problem)));
  }

  /** What a path is told that leads to no group. */
  static Problem notFound(HttpServletRequest request) {
    return new Problem(
        Status.NOT_FOUND,
        "a group is at "
            + request.getContextPath()
            + RequestPath.PREFIX
            + "NAME; what stands before the name is written in no other way");
  }

  /** The headers that go with a problem. */
  static void headers(HttpServletResponse response, Problem problem, long retryMillis) {
    switch (problem.status()) {
      case METHOD -> response.setHeader("Allow", METHODS);
      case UNAUTHENTICATED -> response.setHeader("WWW-Authenticate", "Bearer");
      case UNSUPPORTED_ENCODING -> response.setHeader("Accept-Encoding", "identity"); // RFC 7694
      case WEBSOCKET_VERSION -> {
        response.setHeader("Sec-WebSocket-Version", "13");
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
      }
      default -> {
        if (problem.passes()) {
          response.setHeader("Retry-After", String.valueOf(Math.max(1, retryMillis / 1000)));
        }
      }
    }
  }

  /** Says that no more of a body is wanted, where a connection can be closed behind a request. */
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
   * Responses with a page.
   *
   * @param name of a file beside this class, in which {@code {context}} stands for {@code context}
   * @param context the way from the page's own address to the application's
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
      } catch (IOException gone) { // a container would log it, with its trace, for each such client
        LOG.log(Level.DEBUG, "a client left before its answer", gone);
      }
    }
  }

  /** Status and type of an answer. */
  static void head(HttpServletResponse response, int status, String type) {
    response.setStatus(status);
    response.setContentType(type);
  }

  /** Status, type and headers of an answer that is a problem. */
  static void head(HttpServletResponse response, Problem problem, long retryMillis) {
    headers(response, problem, retryMillis);
    head(response, problem.status().http(), PROBLEM);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
