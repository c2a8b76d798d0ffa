package org.fanfare.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fanfare.encoding.Payload;
import org.fanfare.harness.LawChecker;
import org.fanfare.harness.SeenEvents;
import org.fanfare.message.GroupName;
import org.fanfare.publish.PublishRig;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.Sessions;
import org.fanfare.session.SocketSession;
import org.fanfare.session.StartPositions;
import org.fanfare.wire.kit.Json;
import org.jspecify.annotations.Nullable;

/**
 * A client at the other end of a {@link MadeUpWire}, which understands one of the protocols, and
 * comes back with its cursor. The messages of its group are the numbers of their offsets.
 */
final class MadeUpClient {
  /** The protocols. */
  enum Protocol {
    BARE,
    FANFARE,
    EVENTS,
    ANSWER;

    /** Whether its clients are told where they are, and can come back. */
    boolean hasCursor() {
      return this != BARE;
    }
  }

  private static final StartPositions FROM_THE_START = StartPositions.parse("start", null);

  private final Protocol protocol;
  private final Sessions sessions;
  private final GroupName group;
  private final Random random;
  private final LawChecker checker = new LawChecker(1);
  private final List<String> replies = new ArrayList<>();
  private String cursor = "start";
  private MadeUpWire wire;
  private int seen; // payloads of the wire
  private SeenEvents stream = new SeenEvents(); // of the wire
  private @Nullable SocketSession session;
  private Runnable leaving = () -> {};

  /** A client that reads {@code group} from its beginning. */
  MadeUpClient(Protocol protocol, Sessions sessions, GroupName group, Random random) {
    this(protocol, sessions, group, random, CompletableFuture.completedFuture(FROM_THE_START));
  }

  /** A client of a socket, whose place becomes known by {@code starts}. */
  MadeUpClient(
      Protocol protocol,
      Sessions sessions,
      GroupName group,
      Random random,
      CompletionStage<StartPositions> starts) {
    this.protocol = protocol;
    this.sessions = sessions;
    this.group = group;
    this.random = random;
    this.wire = new MadeUpWire(random);
    begin(starts);
  }

  private void begin(CompletionStage<StartPositions> starts) {
    GroupRequest.Read read =
        new GroupRequest.Read(
            List.of(group),
            PublishRig.NOBODY,
            StartPositions.parse(cursor, null),
            protocol == Protocol.ANSWER ? Duration.ofSeconds(25) : Duration.ZERO);
    switch (protocol) {
      case BARE, FANFARE -> {
        SocketSession begun =
            sessions.socket(
                read,
                starts,
                protocol == Protocol.FANFARE ? SocketSession.SUBPROTOCOL : "",
                encoder -> new EncodedOutlet(encoder, wire));
        session = begun;
        leaving = begun.connection()::gone;
      }
      case EVENTS ->
          sessions.stream(
              read,
              "",
              encoder -> new EncodedOutlet(encoder, wire),
              connection -> leaving = connection::gone);
      case ANSWER ->
          sessions.poll(
              read,
              encoder -> new EncodedOutlet(encoder, wire),
              connection -> leaving = connection::gone);
    }
  }

  MadeUpWire wire() {
    return wire;
  }

  SocketSession session() {
    if (session == null) {
      throw new IllegalStateException("it is no socket");
    }
    return session;
  }

  LawChecker checker() {
    return checker;
  }

  /** The answers to what it said, as JSON. */
  List<String> replies() {
    return replies;
  }

  /** It vanishes, with what it has understood, and comes back. */
  void comesBack() {
    leaving.run();
    understands();
    wire = new MadeUpWire(random);
    seen = 0;
    stream = new SeenEvents();
    begin(CompletableFuture.completedFuture(StartPositions.parse(cursor, null)));
  }

  /** It takes everything that is there, coming back as often as its protocol wants it to. */
  void takesAll(long last) {
    wire.takesAll();
    understands();
    while (wire.closed() != null && protocol.hasCursor() && checker.at(0) < last) {
      comesBack();
      wire.takesAll();
      understands();
    }
  }

  /** It reads what has arrived. */
  void understands() {
    List<Payload> all = wire.arrived();
    List<Payload> more = all.subList(seen, all.size());
    switch (protocol) {
      case BARE -> more.forEach(payload -> checker.publication(0, Long.parseLong(payload.text())));
      case FANFARE, ANSWER -> more.forEach(payload -> frame(Json.object(payload.text())));
      case EVENTS -> events(more);
    }
    seen = all.size();
  }

  private void frame(Map<String, Object> frame) {
    if (frame.get("hello") != null) {
      cursor = (String) Json.asObject(frame.get("hello")).get("cursor");
      return;
    }
    if (frame.get("reply") != null) {
      replies.add(Json.write(frame.get("reply")));
      return;
    }
    Json.asArray(frame.get("gaps")).forEach(gap -> gap(Json.asObject(gap)));
    Json.asArray(frame.get("publications"))
        .forEach(one -> checker.publication(0, offset(Json.asObject(one), "offset")));
    cursor = (String) frame.get("cursor");
  }

  private void gap(Map<String, Object> gap) {
    checker.gap(0, offset(gap, "first"), offset(gap, "last"));
  }

  private static long offset(Map<String, Object> of, String name) {
    return ((Number) of.get(name)).longValue();
  }

  private void events(List<Payload> more) {
    int before = stream.events().size();
    more.forEach(payload -> stream.read(payload.bytes()));
    List<SeenEvents.Event> events = stream.events();
    for (SeenEvents.Event event : events.subList(before, events.size())) {
      switch (event.type()) {
        case "message" -> checker.publication(0, Long.parseLong(event.data()));
        case "gap" -> gap(Json.object(event.data()));
        default -> throw new AssertionError("an event that nobody sends here: " + event);
      }
    }
    if (!stream.lastId().isEmpty()) {
      cursor = stream.lastId();
    }
  }
}
