package org.fanfare.consumer.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.encoding.Payload;
import org.fanfare.log.Cursor;
import org.fanfare.protocol.SessionFrameParser;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.SocketSession;
import org.fanfare.transport.EncodedOutlet;
import org.fanfare.wire.kit.Json;
import org.jspecify.annotations.Nullable;

/**
 * A client of a session: it keeps what was not acknowledged and sends it again, drops what it has
 * already by its number, and asks for relayed groups at its cursor. It listens to its newest
 * transport alone. For one thread.
 */
final class SessionClient {
  private final SessionRig rig;
  private final ConsumerRoute route;
  private final SessionOwner owner;
  private final Deque<String> unacknowledged = new ArrayDeque<>();
  private final List<String> heard = new ArrayList<>();
  private final List<String> relayed = new ArrayList<>();
  private final List<Object> gaps = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private String id = "";
  private long acknowledged;
  private long got;
  private long presented;
  private @Nullable Random behind;
  private String cursor = "";
  private long offset;
  private int repeats;
  private @Nullable Map<String, Object> closing;
  private SessionWire wire = new SessionWire(payload -> {});
  private Duration waits = SessionRig.HEARTBEAT;

  SessionClient(SessionRig rig, ConsumerRoute route) {
    this(rig, route, SessionRig.GUEST);
  }

  SessionClient(SessionRig rig, ConsumerRoute route, SessionOwner owner) {
    this.rig = rig;
    this.route = route;
    this.owner = owner;
  }

  String id() {
    return id;
  }

  /** Claims that a session is its own. */
  void is(String claimed) {
    id = claimed;
  }

  SessionWire wire() {
    return wire;
  }

  /** What the consumer has sent to it, each once. */
  List<String> heard() {
    return heard;
  }

  List<String> relayed() {
    return relayed;
  }

  List<Object> gaps() {
    return gaps;
  }

  /** What it was told and must not have been. */
  List<String> faults() {
    return faults;
  }

  /** How many messages came that it had already. */
  int repeats() {
    return repeats;
  }

  /** The number of its messages that are not acknowledged. */
  int waiting() {
    return unacknowledged.size();
  }

  @Nullable Map<String, Object> closing() {
    return closing;
  }

  /** What it says that it has may be behind what has arrived meanwhile. */
  void isBehind(Random random) {
    behind = random;
  }

  private long presents() {
    presented = behind == null ? got : presented + behind.nextLong(got - presented + 1);
    return presented;
  }

  /** The waiting time of its polls from now on. */
  void waits(Duration time) {
    waits = time;
  }

  private SessionWire newWire() {
    SessionWire[] made = {null};
    SessionWire newest =
        new SessionWire(
            payload -> {
              if (made[0] == wire) {
                arrives(payload);
              }
            });
    made[0] = newest;
    wire = newest;
    return newest;
  }

  /** Says that it is somewhere else in the relayed groups. */
  void claims(Cursor place) {
    cursor = place.text();
  }

  /** Opens the session by a request. */
  void opens() {
    frame(rig.sessions.session(route, scope(), owner, Surroundings.NONE).openFrame());
  }

  /** Opens the session over a WebSocket. */
  void opensSocket() {
    open(rig.sessions.socket(route, scope(), owner, Surroundings.NONE));
  }

  private RequestScope scope() {
    String httpSession = owner.httpSession();
    return httpSession == null
        ? Scopes.of(owner.user())
        : Scopes.of(owner.user(), httpSession, Duration.ZERO);
  }

  private void open(SocketOpening opening) {
    SessionWire newest = newWire();
    SocketSession begun =
        opening.open(
            opening.subprotocols().iterator().next(),
            encoder -> new EncodedOutlet(encoder, newest));
    newest.connected(begun.connection(), begun.inbox());
    rig.run();
  }

  /** Goes on over a WebSocket, and sends again what was not acknowledged. */
  void resumesBySocket() {
    open(rig.sessions.resumption(SessionRig.call(route, owner)));
    wire.says(
        "{\"resume\":{\"session\":\"%s\",\"ack\":%d,\"cursor\":\"%s\"}}"
            .formatted(id, presents(), cursor));
    rig.run();
    if (!unacknowledged.isEmpty()) {
      wire.says(up(true));
    }
    rig.run();
  }

  private Session session() {
    return rig.sessions.find(id, SessionRig.call(route, owner)).orElseThrow();
  }

  /** Goes on over a stream. */
  void resumesByStream() {
    begin(
        session().stream(presents(), cursor),
        new ConnectionTimes(SessionRig.HEARTBEAT, SessionRig.LIFETIME));
  }

  /** Asks once. */
  void polls() {
    begin(session().poll(presents(), cursor), new ConnectionTimes(waits, null));
  }

  /** Begins what was asked for before. */
  void begin(Session.Reading reading, ConnectionTimes times) {
    SessionWire newest = newWire();
    reading.begin(times, encoder -> new EncodedOutlet(encoder, newest), newest::connected);
    rig.run();
  }

  /** Sends a message over its socket, or else by a request. */
  void sends(String text) {
    unacknowledged.add(text);
    if (wire.isSocket() && wire.closed() == null) {
      wire.says("{\"up\":[%s]}".formatted(numbered(acknowledged + unacknowledged.size(), text)));
    } else {
      posts();
    }
    rig.run();
  }

  /** It has sent a message that is under way still. */
  String sendsLate(String text) {
    unacknowledged.add(text);
    return "{\"up\":[%s]}".formatted(numbered(acknowledged + unacknowledged.size(), text));
  }

  /** Sends a message by a request, and closes the session before anybody has handled it. */
  void sendsAndCloses(String text) {
    unacknowledged.add(text);
    Session session = session();
    SessionFrameParser parser = new SessionFrameParser(SessionRig.MAX_MESSAGE);
    session.receive(parser.read(up(true)));
    session.receive(parser.read("{\"close\":{}}"));
    rig.run();
  }

  /** Sends what was not acknowledged by a request. */
  void posts() {
    acknowledgedUpTo(postUnanswered());
  }

  /** The same, but the answer is lost. */
  long postUnanswered() {
    return post(up(true));
  }

  /** Sends a frame by a request; returns what it is answered. */
  long post(String frame) {
    Session session = session();
    long answer = session.receive(new SessionFrameParser(SessionRig.MAX_MESSAGE).read(frame));
    session.told(answer);
    rig.run();
    return answer;
  }

  /** Says what it has, over its socket or else by a request. */
  void acknowledges() {
    if (wire.isSocket() && wire.closed() == null) {
      wire.says(up(false));
    } else {
      post(up(false));
    }
    rig.run();
  }

  /** What it would send now. */
  String up(boolean withMessages) {
    StringBuilder frame = new StringBuilder("{\"up\":[");
    long number = acknowledged;
    if (withMessages) {
      for (String each : unacknowledged) {
        number++;
        frame.append(number == acknowledged + 1 ? "" : ",").append(numbered(number, each));
      }
    }
    return frame.append("],\"ack\":").append(presents()).append('}').toString();
  }

  private static String numbered(long number, String text) {
    return "[%d,%s]".formatted(number, Json.write(text));
  }

  private void acknowledgedUpTo(long number) {
    if (number > acknowledged + unacknowledged.size()) {
      throw new AssertionError("acknowledged " + number + " and sent less");
    }
    while (acknowledged < number) {
      unacknowledged.remove();
      acknowledged++;
    }
  }

  private void arrives(Payload payload) {
    String text = payload.text();
    try {
      if (text.startsWith("data: ") && text.endsWith("\n\n")) {
        frame(text.substring("data: ".length(), text.length() - 2));
      } else {
        frame(text);
      }
    } catch (AssertionError | RuntimeException fault) { // a shard would only log it
      faults.add(fault + " in " + text);
    }
  }

  private void frame(String text) {
    Map<String, Object> frame = Json.object(text);
    if (frame.get("frames") != null) {
      Json.asArray(frame.get("frames")).forEach(each -> frame(Json.asObject(each)));
    } else {
      frame(frame);
    }
  }

  private void frame(Map<String, Object> frame) {
    if (frame.get("open") != null) {
      id = (String) Json.asObject(frame.get("open")).get("session");
    }
    if (frame.get("down") != null) {
      Json.asArray(frame.get("down")).forEach(each -> message(Json.asArray(each)));
    }
    if (frame.get("ack") != null) {
      acknowledgedUpTo(number(frame.get("ack")));
    }
    if (frame.get("cursor") != null) {
      cursor = (String) frame.get("cursor");
      gaps.addAll(Json.asArray(frame.get("gaps")));
      Json.asArray(frame.get("publications")).forEach(each -> relayed(Json.asObject(each)));
    }
    if (frame.get("closing") != null) {
      closing = Json.asObject(frame.get("closing"));
    }
  }

  private void message(List<Object> message) {
    long number = number(message.get(0));
    if (number > got + 1) {
      throw new AssertionError("after " + got + " came " + number);
    }
    if (number <= got) {
      repeats++;
      return;
    }
    got = number;
    heard.add(
        message.get(1) == null
            ? Base64.getDecoder().decode((String) message.get(2)).length + " bytes"
            : (String) message.get(1));
  }

  private void relayed(Map<String, Object> publication) {
    offset++;
    long at = number(publication.get("offset"));
    if (gaps.isEmpty() && at != offset) {
      throw new AssertionError("the publication " + offset + " was to come, not " + at);
    }
    relayed.add((String) publication.get("text"));
  }

  private static long number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).longValue();
  }
}
