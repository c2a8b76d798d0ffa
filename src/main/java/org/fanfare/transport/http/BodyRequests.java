package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.fanfare.consumer.run.Session;
import org.fanfare.message.MediaType;
import org.fanfare.protocol.MessageParser;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.protocol.SessionFrameParser;
import org.fanfare.session.GroupPublishing;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.Sessions;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.threads.Ticker;
import org.fanfare.transport.Buffers;
import org.fanfare.transport.HeaderTokens;
import org.fanfare.transport.Quirk;
import org.fanfare.transport.UnfinishedTotal;
import org.fanfare.transport.WritePolicies;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies and publishes them, each as one message or line by line. Safe for use by any
 * thread.
 *
 * <p>A timer must call {@link #tick}, which ends bodies that take too long.
 */
public final class BodyRequests {
  static final String LINES_OF_JSON = "application/x-ndjson";

  /**
   * The headers that a proxy adds to a request. A client that sends one itself only delays its own
   * refusal.
   */
  private static final List<String> PROXIED = List.of("X-Forwarded-For", "Forwarded", "Via");

  private final Sessions sessions;
  private final BodyLimits limits;
  private final Ticker ticker;
  private final WritePolicies threads;
  private final UnfinishedTotal begun;
  private final Buffers buffers = new Buffers();
  private final Set<Body> bodies = ConcurrentHashMap.newKeySet();
  private final RefusedBodies refused;

  /** Creates a reader of bodies that {@code sessions} publishes. */
  public BodyRequests(
      Sessions sessions,
      BodyLimits limits,
      Ticker ticker,
      WritePolicies threads,
      UnfinishedTotal begun) {
    this.sessions = sessions;
    this.limits = limits;
    this.ticker = ticker;
    this.threads = threads;
    this.begun = begun;
    this.refused = new RefusedBodies(limits.maxAtOnce(), limits.timeout(), ticker);
  }

  /**
   * Refuses a request because of its head.
   *
   * @param kind the kind of the request; null if it is not known
   */
  void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      Problem problem,
      @Nullable RequestKind kind,
      long retryMillis)
      throws IOException {
    if (!RefusedBody.isComing(request) || !refused.hasRoom()) {
      Responses.refuse(request, response, problem, kind, retryMillis);
      return;
    }
    ResponseWriter writer = new ResponseWriter(request, false, threads);
    Body body = new RefusedBody(channel(request, writer, () -> {}), kind != RequestKind.MESSAGE);
    writer.listen(body::abandon);
    body.refuse(
        problem, ProblemJson.of(problem), retryMillis); // first, for the container may call at once
    request.getInputStream().setReadListener(body);
  }

  /** Reads the body of a request that was admitted. */
  void read(
      HttpServletRequest request,
      HttpServletResponse response,
      RequestKind kind,
      GroupRequest.Publish publish)
      throws IOException {
    GroupPublishing publishing;
    LineOptions options;
    try {
      MediaType type = type(request, kind);
      requireNoCoding(request);
      String key = request.getHeader("Idempotency-Key");
      boolean json = kind == RequestKind.LINES && type.equals(MediaType.JSON);
      options = LineOptions.of(request.getQueryString(), json, key);
      publishing = sessions.publishing(publish, type, key, options.keyMember());
      requireReadable(request, kind);
    } catch (ProblemException e) {
      sessions.refused(publish, e.problem());
      refuse(request, response, e.problem(), kind, 1000);
      return;
    }
    begin(request, channel -> body(channel, kind, publishing, options.skipsBad()));
  }

  /**
   * Reads the body of an admitted request that is a frame of a session.
   *
   * @throws ProblemException if it cannot be read; nothing has been done then
   */
  void read(HttpServletRequest request, Session session) throws IOException {
    requireNoCoding(request);
    int most = Session.maxFrame(limits.maxSize());
    if (request.getContentLengthLong() > most) {
      throw MessageParser.tooLarge(most);
    }
    requireRoom();
    long deadline = ticker.nanos() + limits.timeout().toNanos();
    SessionFrameParser parser = new SessionFrameParser(limits.maxSize());
    begin(
        request,
        channel -> new SessionBody(channel, session, parser, most, begun.ofBody(), deadline));
  }

  private void begin(HttpServletRequest request, Function<Body.Channel, Body> made)
      throws IOException {
    ResponseWriter writer = new ResponseWriter(request, false, threads);
    AtomicReference<@Nullable Body> self = new AtomicReference<>();
    Runnable over =
        () -> {
          Body body = self.get();
          if (body != null) {
            bodies.remove(body);
            body.letGo();
          }
        };
    Body.Channel channel = channel(request, writer, over);
    Body body = made.apply(channel);
    self.set(body);
    bodies.add(body);
    writer.listen(
        () -> {
          over.run();
          body.abandon();
        });
    request.getInputStream().setReadListener(body);
    if (channel.announced() == 0
        && Quirk.TAKES_UPGRADES_FOR_GRANTED.isOf(request.getServletContext())) {
      body.onAllDataRead(); // with an Upgrade header the server does not report the end
    }
  }

  private Body.Channel channel(HttpServletRequest request, ResponseWriter writer, Runnable over)
      throws IOException {
    return new Body.Channel(
        request.getInputStream(),
        writer,
        request.getContentLengthLong(),
        Responses.isHttp1(request),
        PROXIED.stream().anyMatch(header -> request.getHeader(header) != null),
        Quirk.TELLS_THE_END_EARLY.isOf(request.getServletContext()),
        buffers,
        over,
        refused);
  }

  private Body body(
      Body.Channel channel, RequestKind kind, GroupPublishing publishing, boolean skipsBad) {
    if (kind == RequestKind.LINES) {
      SkippedLines skipped = skipsBad ? new SkippedLines() : null;
      return new LineBody(channel, publishing, limits, begun.ofBody(), ticker, skipped);
    }
    long deadline = ticker.nanos() + limits.timeout().toNanos();
    return new PlainBody(channel, publishing, limits.maxSize(), begun.ofBody(), deadline);
  }

  private static MediaType type(HttpServletRequest request, RequestKind kind) {
    MediaType type = MessageParser.type(request.getContentType());
    if (kind == RequestKind.MESSAGE) {
      return type;
    }
    return type.essence().equals(LINES_OF_JSON) ? MediaType.JSON : MediaType.TEXT;
  }

  /**
   * Requires that the body has no content coding: a compressed body would be published as it is, as
   * if it were the message.
   */
  private static void requireNoCoding(HttpServletRequest request) {
    HeaderTokens.of(Collections.list(request.getHeaders("Content-Encoding")))
        .filter(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"))
        .findFirst()
        .ifPresent(
            coding -> {
              throw new Problem(
                      Status.UNSUPPORTED_ENCODING,
                      "a body is published as it is: send it without Content-Encoding")
                  .thrown();
            });
  }

  private void requireReadable(HttpServletRequest request, RequestKind kind) {
    if (kind == RequestKind.MESSAGE && request.getContentLengthLong() > limits.maxSize()) {
      throw MessageParser.tooLarge(limits.maxSize());
    }
    requireRoom();
  }

  private void requireRoom() {
    if (bodies.size() >= limits.maxAtOnce()) {
      throw new Problem(
              Status.TOO_MANY_CONNECTIONS,
              "as many bodies are read as fanfare.connections.publishing allows")
          .thrown();
    }
  }

  /** Ends the bodies that take too long. */
  public void tick() {
    long now = ticker.nanos();
    for (Body body : bodies) {
      if (body.isLate(now)) {
        body.late();
      }
    }
    refused.tick();
  }

  /** Refuses every open body, because the node stops. */
  public void stop() {
    Problem problem = new Problem(Status.STOPPING, "the server stops: send the rest again");
    refused.stop();
    bodies.forEach(body -> body.refuse(problem));
  }

  /** Returns the number of bodies that are being read, without those that were refused. */
  public int count() {
    return bodies.size();
  }

  /** Returns the number of refused bodies that are still read, to be discarded. */
  public int refusedCount() {
    return refused.count();
  }
}
