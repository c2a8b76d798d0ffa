package org.fanfare.consumer.test;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.run.ConsumerSessions;
import org.fanfare.consumer.run.Session;
import org.fanfare.consumer.run.SessionCall;
import org.fanfare.log.Gap;
import org.fanfare.message.Message;
import org.fanfare.protocol.Json;
import org.fanfare.protocol.SessionFrameParser;
import org.fanfare.session.SocketOpening;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.transport.EncodedOutlet;
import org.jspecify.annotations.Nullable;

/**
 * The client of a session, which speaks its protocol as a page does: it keeps what the server has
 * not acknowledged and sends it again, keeps to its window, drops what it has already, and says
 * where it is when it comes back. A stream that has reached its lifetime and a poll that was
 * answered are followed by the next at once. For one thread.
 */
final class TestSession implements TestLink, ServerFrames.Listener {
  /** How long it waits before it sends again what the server had no room for. */
  private static final Duration LATER = Duration.ofMillis(100);

  private final TestNode node;
  private final Supplier<SessionCall> caller;
  private final ReceivedMessages received;
  private final ServerFrames frames = new ServerFrames(this);
  private final SessionFrameParser parser;
  private final SentMessages messages = new SentMessages();
  private String id = "";
  private String subprotocol = "";
  private String cursor = "";
  private long got; // the server's messages came up to this number
  private long told; // the server knows of them up to this number
  private @Nullable Integer bytesEachSecond;
  private @Nullable TestCarrier carrier;
  private @Nullable Ended ended;

  /**
   * Opens the session of a client that was accepted, over a WebSocket.
   *
   * @param caller makes the requests that ask for the session, as the caller is at that time
   */
  TestSession(
      TestNode node,
      Supplier<SessionCall> caller,
      ReceivedMessages received,
      SocketOpening opening) {
    this.node = node;
    this.caller = caller;
    this.received = received;
    this.parser = new SessionFrameParser(node.maxMessage);
    open(ConsumerSessions.SESSION, opening);
  }

  private TestCarrier newCarrier(Transport transport) {
    TestCarrier[] made = {null};
    TestWire wire =
        node.wire(
            payload -> {
              if (made[0] == carrier) {
                frames.read(payload.text());
                node.thread.execute(this::flush);
              }
            },
            why -> {
              if (made[0] == carrier) {
                lost(transport, why);
              }
            });
    TestCarrier newest = new TestCarrier(transport, wire);
    made[0] = newest;
    wire.reads(bytesEachSecond);
    carrier = newest;
    messages.again();
    told = got;
    return newest;
  }

  private TestCarrier open(String protocol, SocketOpening opening) {
    TestCarrier newest = newCarrier(Transport.WEBSOCKET);
    newest.opened(opening.open(protocol, encoder -> new EncodedOutlet(encoder, newest.wire())));
    return newest;
  }

  /** What carried it has ended: it goes on, if that is not its own end. */
  private void lost(Transport transport, Ended why) {
    carrier = null;
    switch (why.status()) {
      case LIFETIME -> node.thread.execute(() -> comesBackOver(transport));
      case BYE -> { // the end of a poll; the session says its own in other words
        if (transport == Transport.POLL) {
          node.thread.execute(() -> comesBackOver(transport));
        } else {
          ended = why;
        }
      }
      case GONE, HEARTBEAT, REPLACED, TIMEOUT, UNAVAILABLE, TOO_MANY_CONNECTIONS -> {}
      default -> ended = isBye(why) ? Ended.BYE : why;
    }
  }

  /** The end by {@code close()} comes as one with its code and its words. */
  private static boolean isBye(Ended why) {
    return why.status() == Status.CLOSED_BY_APPLICATION
        && why.code() == Ended.BYE.code()
        && why.text().equals(Ended.BYE.text());
  }

  @Override
  public void comesBackOver(Transport transport) {
    if (ended != null) {
      return; // it was ended meanwhile
    }
    if (transport == Transport.WEBSOCKET) {
      open(ConsumerSessions.RESUME, node.sessions.resumption(caller.get()))
          .says(
              "{\"resume\":{\"session\":%s,\"ack\":%d,\"cursor\":%s}}"
                  .formatted(Json.quote(id), got, Json.quote(cursor)));
    } else {
      session().ifPresentOrElse(session -> reads(session, transport), this::isUnknown);
    }
    flush();
  }

  private void reads(Session session, Transport transport) {
    Session.Reading reading =
        transport == Transport.POLL ? session.poll(got, cursor) : session.stream(got, cursor);
    ConnectionTimes times =
        new ConnectionTimes(
            node.heartbeat, transport == Transport.POLL ? null : node.streams.lifetime());
    TestWire wire = newCarrier(transport).wire();
    reading.begin(times, encoder -> new EncodedOutlet(encoder, wire), wire::opened);
  }

  private Optional<Session> session() {
    return node.sessions.find(id, caller.get());
  }

  /** The server does not know the session any more. */
  private void isUnknown() {
    ended = Ended.NO_SESSION;
    carrier = null;
  }

  @Override
  public void send(Message message) {
    messages.add(message);
    flush();
  }

  /** Sends what there is to send, if something carries it. */
  private void flush() {
    boolean goesOn = true;
    while (goesOn && messages.hasNext()) {
      goesOn = saysNext();
    }
    TestCarrier by = carrier;
    if (by != null && got > told && by.transport() != Transport.POLL) { // the next poll says it
      say(by, "{\"ack\":" + got + "}");
    }
  }

  /** Returns false if nothing more can be sent now. */
  private boolean saysNext() {
    TestCarrier by = carrier;
    if (by == null) {
      return false;
    }
    String next = messages.next();
    long number = messages.sent();
    say(by, "{\"up\":[%s],\"ack\":%d}".formatted(next, got));
    return messages.sent() == number;
  }

  /** Over the WebSocket, or by a request beside what else carries it. */
  private void say(TestCarrier by, String frame) {
    told = got;
    if (by.isSocket()) {
      by.says(frame);
    } else {
      session().ifPresentOrElse(session -> post(session, frame), this::isUnknown);
    }
  }

  private void post(Session session, String frame) {
    try {
      long answer = session.receive(parser.read(frame));
      session.told(answer);
      taken(answer);
    } catch (ProblemException refused) {
      ended = Ended.of(refused.problem());
      carrier = null;
      return;
    }
    if (messages.again()) { // there was no room for it
      node.thread.after(LATER, this::flush);
    }
  }

  @Override
  public void closes() {
    TestCarrier by = carrier;
    if (by != null && by.isSocket()) {
      by.leaves();
    } else {
      session()
          .ifPresentOrElse(
              session -> session.receive(parser.read("{\"close\":{}}")), this::isUnknown);
    }
    ended = Ended.LEFT;
  }

  @Override
  public void breaks() {
    TestCarrier by = carrier;
    if (by == null) {
      throw new AssertionError("nothing carries the session: its link is broken already");
    }
    by.breaks();
  }

  @Override
  public void reads(@Nullable Integer bytes) {
    bytesEachSecond = bytes;
    TestCarrier by = carrier;
    if (by != null) {
      by.wire().reads(bytes);
    }
  }

  @Override
  public boolean isBroken() {
    return carrier == null && ended == null;
  }

  @Override
  public @Nullable Ended ended() {
    return ended;
  }

  @Override
  public String subprotocol() {
    return subprotocol;
  }

  @Override
  public void opened(String session, String chosen, int mostSent) {
    id = session;
    subprotocol = chosen;
    messages.window(mostSent);
  }

  @Override
  public void message(long number, @Nullable String text, byte @Nullable [] bytes) {
    if (number > got + 1) {
      throw new AssertionError("after the message " + got + " of the server came " + number);
    }
    if (number > got) {
      got = number;
      received.add(text, bytes);
    }
  }

  @Override
  public void taken(long number) {
    messages.acknowledged(number);
  }

  @Override
  public void at(String place) {
    cursor = place;
  }

  @Override
  public void published(@Nullable String text, byte @Nullable [] bytes) {
    received.add(text, bytes);
  }

  @Override
  public void missed(Gap gap) {
    received.add(gap);
  }
}
