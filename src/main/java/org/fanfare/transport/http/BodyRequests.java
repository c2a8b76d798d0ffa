package org.fanfare.transport.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.fanfare.connection.CallerPlace;
import org.fanfare.connection.Pool;
import org.fanfare.connection.Whose;
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
import org.fanfare.transport.Quirk;
import org.fanfare.transport.UnfinishedMessage;
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
    Body.Channel channel = channel(request, input(request), writer, () -> {});
    Body body = new RefusedBody(channel, kind != RequestKind.MESSAGE);
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
    Whose whose = new Whose(publish.caller().bearer(), publish.caller().isNobody());
    CallerPlace place;
    GroupPublishing publishing;
    LineOptions options;
    boolean gzip;
    try {
      MediaType type = type(request, kind);
      gzip = ContentCoding.isGzip(request);
      String key = request.getHeader("Idempotency-Key");
      boolean json = kind == RequestKind.LINES && type.equals(MediaType.JSON);
      options = LineOptions.of(request.getQueryString(), json, key);
      publishing =
          sessions.publishing(
              publish, type, key, options.keyMember(), lines(request, !options.skipsBad()));
      if (kind == RequestKind.MESSAGE && !gzip) {
        requireSize(request, limits.maxSize());
      }
      place = placeOf(whose);
    } catch (ProblemException e) {
      sessions.refused(publish, e.problem());
      refuse(request, response, e.problem(), kind, sessions.retry());
      return;
    }
    boolean skips = options.skipsBad();
    begin(request, gzip, place, whose, channel -> body(channel, kind, publishing, skips, whose));
  }

  /**
   * Reads the body of an admitted request that is a frame of a session.
   *
   * @throws ProblemException if it cannot be read; nothing has been done then
   */
  void read(HttpServletRequest request, Session session) throws IOException {
    boolean gzip = ContentCoding.isGzip(request);
    int most = Session.maxFrame(limits.maxSize());
    if (!gzip) {
      requireSize(request, most);
    }
    Whose whose = session.whose();
    CallerPlace place = placeOf(whose);
    SessionFrameParser parser = new SessionFrameParser(limits.maxSize());
    begin(
        request,
        gzip,
        place,
        whose,
        channel -> new SessionBody(channel, session, parser, most, begun(whose), arrival()));
  }

  private void begin(
      HttpServletRequest request,
      boolean gzip,
      CallerPlace place,
      Whose whose,
      Function<Body.Channel, Body> made)
      throws IOException {
    ResponseWriter writer;
    BodyInput in;
    try {
      writer = new ResponseWriter(request, false, threads);
      in = gzip ? inflated(request, begun(whose)) : input(request);
    } catch (IOException | RuntimeException e) {
      place.release();
      throw e;
    }
    AtomicReference<@Nullable Body> self = new AtomicReference<>();
    Runnable over =
        () -> {
          place.release();
          Body body = self.get();
          if (body != null) {
            bodies.remove(body);
            body.release();
          }
        };
    Body body = made.apply(channel(request, in, writer, over));
    self.set(body);
    bodies.add(body);
    writer.listen(
        () -> {
          over.run();
          body.abandon();
        });
    request.getInputStream().setReadListener(body);
    if (request.getContentLengthLong() == 0
        && Quirk.TAKES_UPGRADES_FOR_GRANTED.isOf(request.getServletContext())) {
      body.onAllDataRead(); // with an Upgrade header the server does not report the end
    }
  }

  private Body.Channel channel(
      HttpServletRequest request, BodyInput in, ResponseWriter writer, Runnable over) {
    return new Body.Channel(
        in,
        writer,
        Responses.isHttp1(request),
        PROXIED.stream().anyMatch(header -> request.getHeader(header) != null),
        buffers,
        over,
        refused,
        sessions::retry);
  }

  private static BodyInput input(HttpServletRequest request) throws IOException {
    return new BodyInput(
        request.getInputStream(),
        request.getContentLengthLong(),
        Quirk.TELLS_THE_END_EARLY.isOf(request.getServletContext()));
  }

  /** Returns what reads the body, and inflates it unless the server has done that. */
  private static BodyInput inflated(HttpServletRequest request, UnfinishedMessage held)
      throws IOException {
    ServletInputStream in = request.getInputStream();
    long announced = request.getContentLengthLong();
    boolean endsEarly = Quirk.TELLS_THE_END_EARLY.isOf(request.getServletContext());
    return Quirk.INFLATES_BODIES.isOf(request.getServletContext())
        ? GzipInput.unlessInflated(in, announced, endsEarly, held)
        : new GzipInput(in, announced, endsEarly, held);
  }

  private Body body(
      Body.Channel channel,
      RequestKind kind,
      GroupPublishing publishing,
      boolean skipsBad,
      Whose whose) {
    if (kind == RequestKind.LINES) {
      SkippedLines skipped = skipsBad ? new SkippedLines() : null;
      Duration idle = limits.idle(whose.stranger());
      return new LineBody(
          channel, publishing, limits.maxSize(), idle, begun(whose), ticker, skipped);
    }
    return new PlainBody(channel, publishing, limits.maxSize(), begun(whose), arrival());
  }

  /**
   * Lines wait for their turn where a body may be left unread ({@link Quirk#STALLS_UNREAD_BODIES}).
   */
  private static GroupPublishing.Lines lines(HttpServletRequest request, boolean inOrder) {
    return new GroupPublishing.Lines(
        inOrder, !Quirk.STALLS_UNREAD_BODIES.isOf(request.getServletContext()));
  }

  private UnfinishedMessage begun(Whose whose) {
    return begun.ofBody(sessions.callers().open(whose, Pool.BEGUN_BYTES));
  }

  private Arrival arrival() {
    return new Arrival(ticker.nanos(), limits.timeout().toNanos(), limits.leastRate());
  }

  private static MediaType type(HttpServletRequest request, RequestKind kind) {
    MediaType type = MessageParser.type(request.getContentType());
    if (kind == RequestKind.MESSAGE) {
      return type;
    }
    return type.essence().equals(LINES_OF_JSON) ? MediaType.JSON : MediaType.TEXT;
  }

  private static void requireSize(HttpServletRequest request, int most) {
    if (request.getContentLengthLong() > most) {
      throw MessageParser.tooLarge(most);
    }
  }

  /** Takes the place of a body among those of its caller and of the node, which has room for it. */
  private CallerPlace placeOf(Whose whose) {
    if (bodies.size() >= limits.maxAtOnce()) {
      throw new Problem(
              Status.TOO_MANY_CONNECTIONS,
              "as many bodies are read as fanfare.connections.publishing allows")
          .thrown();
    }
    CallerPlace place = sessions.callers().open(whose, Pool.BODIES);
    Problem refused = place.take(1);
    if (refused != null) {
      throw refused.thrown();
    }
    return place;
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
