package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.run.ConsumerSessions;
import org.fanfare.consumer.run.Session;
import org.fanfare.consumer.run.SessionCall;
import org.fanfare.consumer.run.SessionOwner;
import org.fanfare.session.StreamTimes;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.fanfare.transport.WritePolicies;
import org.jspecify.annotations.Nullable;

/**
 * Answers the HTTP requests of sessions on the routes of consumers: opening one, its streams and
 * polls, and the frames of its client. The id of a session stands in a header and nowhere else.
 * Safe for use by any thread; nothing blocks.
 */
public final class SessionRequests {
  /** The header with the id of a session, or {@value #NEW}. */
  static final String HEADER = "Fanfare-Session";

  /** The header with the application's subprotocols that the client of a new session offers. */
  static final String PROTOCOLS = "Fanfare-Protocols";

  private static final String NEW = "new";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

  private final ConsumerSessions sessions;
  private final BodyRequests bodies;
  private final WritePolicies writing;
  private final Duration heartbeat;
  private final StreamTimes times;

  /**
   * The requests of sessions.
   *
   * @param heartbeat the interval of heartbeats, and the longest wait of a poll
   */
  public SessionRequests(
      ConsumerSessions sessions,
      BodyRequests bodies,
      WritePolicies writing,
      Duration heartbeat,
      StreamTimes times) {
    this.sessions = sessions;
    this.bodies = bodies;
    this.writing = writing;
    this.heartbeat = heartbeat;
    this.times = times;
  }

  /** Returns whose a session is that this request opens, or asks for. */
  static SessionOwner owner(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    HttpSession session = request.getSession(false);
    return new SessionOwner(
        principal == null ? null : principal.getName(), session == null ? null : session.getId());
  }

  /** Returns whether the request opens a session. */
  static boolean opens(HttpServletRequest request) {
    return request.getMethod().equals("POST") && NEW.equals(request.getHeader(HEADER));
  }

  /** Answers the request that has opened a session. */
  void opened(HttpServletRequest request, HttpServletResponse response, Session session)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    Responses.send(request, response, 201, Responses.JSON, Responses.utf8(session.openFrame()));
  }

  /**
   * Answers a request of a session.
   *
   * @throws org.fanfare.status.ProblemException if there is no such session of this caller, or the
   *     request is not valid
   */
  void answer(HttpServletRequest request, HttpServletResponse response, SessionCall call)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    String id = id(request);
    Session session = sessions.find(id, call).orElseThrow(() -> sessions.missing(id).thrown());
    session.renew(call);
    switch (request.getMethod()) {
      case "HEAD" -> {
        if (!session.isOpen()) { // a stream or a poll is told why
          throw sessions.missing(id).thrown();
        }
        response.setStatus(HttpServletResponse.SC_OK);
      }
      case "GET" -> read(request, session);
      case "POST" -> {
        ReturnGate gate = ReturnGate.before(request);
        try {
          bodies.read(request, session);
        } finally {
          gate.open();
        }
      }
      default ->
          throw new Problem(Status.METHOD, "a session is read with GET, and written to with POST")
              .thrown();
    }
  }

  /** Ends the session of a request whose caller may not use the route any more. */
  void end(HttpServletRequest request, SessionCall call, Problem why) {
    sessions.find(id(request), call).ifPresent(session -> session.end(Ended.of(why)));
  }

  private static String id(HttpServletRequest request) {
    return String.valueOf(request.getHeader(HEADER));
  }

  private void read(HttpServletRequest request, Session session) throws IOException {
    QueryParameters query = new QueryParameters(request.getQueryString());
    long ack = ack(query.get("ack"));
    @Nullable String cursor = query.get("cursor");
    boolean streams = isStream(request);
    ConnectionTimes life =
        streams
            ? new ConnectionTimes(heartbeat, times.lifetime())
            : new ConnectionTimes(waiting(query.get("wait")), null);
    Session.Reading reading = streams ? session.stream(ack, cursor) : session.poll(ack, cursor);
    ReturnGate gate = ReturnGate.before(request);
    try {
      ResponseWriter writer = new ResponseWriter(request, streams, writing);
      reading.begin(
          life,
          encoder -> ReadRequests.outlet(encoder, writer, streams),
          connection -> writer.listen(connection::gone));
    } finally {
      gate.open();
    }
  }

  private static boolean isStream(HttpServletRequest request) {
    return ContentNegotiation.one(request.getHeaders("Accept"), Set.of(Responses.EVENTS))
        .isPresent();
  }

  private static long ack(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new Problem(
              Status.INVALID_PARAMETER,
              "'ack' is the number of the last message that was received, or 0")
          .thrown();
    }
    return Long.parseLong(text);
  }

  private Duration waiting(@Nullable String text) {
    if (text == null) {
      return heartbeat;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new Problem(Status.INVALID_PARAMETER, "'wait' is a whole number of seconds").thrown();
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(text));
    return asked.compareTo(heartbeat) < 0 ? asked : heartbeat;
  }
}
