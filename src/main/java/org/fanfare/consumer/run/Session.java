package org.fanfare.consumer.run;

import java.security.Principal;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Outlet;
import org.fanfare.connection.Whose;
import org.fanfare.consumer.route.Handlers;
import org.fanfare.log.Cursor;
import org.fanfare.log.InvalidCursorException;
import org.fanfare.message.Message;
import org.fanfare.protocol.Encoder;
import org.fanfare.protocol.SessionFrame;
import org.fanfare.protocol.SessionFrames;
import org.fanfare.session.Subscriptions;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with a client over changing transports. Safe for use by any thread; nothing
 * blocks.
 */
public final class Session {
  private final Services services;
  private final String id;
  private final SessionOwner owner;
  private final ConsumerConnection connection;
  private final SessionLink link;

  Session(
      Services services,
      String id,
      SessionOwner owner,
      ConsumerConnection connection,
      SessionLink link) {
    this.services = services;
    this.id = id;
    this.owner = owner;
    this.connection = connection;
    this.link = link;
  }

  /**
   * Returns the maximum size of a frame, in bytes, where that of a message is {@code maxMessage}.
   */
  public static int maxFrame(int maxMessage) {
    return SessionInbox.maxSize(maxMessage);
  }

  /** Returns the first frame of the session, as JSON. */
  public String openFrame() {
    Outgoing.SessionOpened opened = opened();
    return SessionFrames.open(
        opened.id(),
        opened.protocol(),
        services.connections().settings().heartbeat(),
        opened.grace(),
        opened.window());
  }

  SessionLink link() {
    return link;
  }

  String id() {
    return id;
  }

  /** Returns to whom the connections that carry it belong. */
  public Whose whose() {
    return connection.request().whose();
  }

  /** Returns the principal who opened it; null for a guest. */
  @Nullable Principal principal() {
    return connection.scope().principal().orElse(null);
  }

  /** Whether a request asks for it at its own path, and by its own caller. */
  boolean isFor(SessionCall call) {
    return connection.route().type() == call.route().type()
        && connection.request().isAt(call.path())
        && owner.is(call.owner(), services.logins().httpSession(connection));
  }

  /** Its caller has made a request, which shows the caller's roles and login as they are now. */
  public void renew(SessionCall call) {
    connection.renew(call);
  }

  /** A request has shown that its user is there. */
  public void shown() {
    services.logins().shown(connection);
  }

  /** Returns whether it has not ended; one that has waits for its client to learn why. */
  public boolean isOpen() {
    return link.isOpen();
  }

  /** Ends it. */
  public void end(Ended why) {
    link.end(why);
  }

  /** Returns what the client is told first. */
  Outgoing.SessionOpened opened() {
    return new Outgoing.SessionOpened(
        id,
        connection.scope().subprotocol().orElse(""),
        services.settings().grace(),
        Intake.WINDOW);
  }

  /** Returns the encoder for a carrier. */
  Encoder encoder(SessionForm form) {
    return form.encoder(services.connections().settings().heartbeat(), link.intake());
  }

  /** Returns a carrier for a client that has received messages up to a number. */
  Carrier carrier(SessionForm form, @Nullable Outgoing first, long ack) {
    if (!link.acknowledge(ack)) {
      throw new Problem(Status.OUT_OF_ORDER, "nothing with the number " + ack + " was sent")
          .thrown();
    }
    Outgoing beginning = first == null ? new Outgoing.Numbered(1, List.of(), taken()) : first;
    return new Carrier(
        link, form.profile().transport(), form == SessionForm.POLL ? first : beginning, ack + 1);
  }

  /**
   * Prepares a stream of events that carries the session.
   *
   * @param ack the number up to which the client has received messages
   * @param cursor where the client is in the relayed groups; null if it does not say
   * @throws org.fanfare.status.ProblemException if the client cannot have received so much, or the
   *     cursor is none; nothing has been done then
   */
  public Reading stream(long ack, @Nullable String cursor) {
    return reading(SessionForm.STREAM, ack, cursor);
  }

  /** Prepares to wait for one answer, see {@link #stream}. */
  public Reading poll(long ack, @Nullable String cursor) {
    return reading(SessionForm.POLL, ack, cursor);
  }

  private Reading reading(SessionForm form, long ack, @Nullable String cursor) {
    Cursor at = cursor(cursor);
    return new Reading(form, carrier(form, null, ack), at);
  }

  /** A response that is about to carry the session. */
  public final class Reading {
    private final SessionForm form;
    private final Carrier carrier;
    private final Cursor at;

    private Reading(SessionForm form, Carrier carrier, Cursor at) {
      this.form = form;
      this.carrier = carrier;
      this.at = at;
    }

    /**
     * Begins.
     *
     * @param attached is given the connection before anything is written, to tell it of the end
     */
    public void begin(
        ConnectionTimes times,
        Function<Encoder, Outlet> outlet,
        Consumer<ClientConnection> attached) {
      ClientConnection client =
          services
              .connections()
              .connect(form.profile(), outlet.apply(encoder(form)), times, carrier, whose());
      attached.accept(client);
      take(carrier, client, at);
    }
  }

  /** Lets a connection that has begun already carry the session. */
  void take(Carrier carrier, ClientConnection client, Cursor at) {
    carrier.begin(client);
    Carrier before = link.attach(carrier);
    if (before != null) {
      before.replaced();
    }
    carrier.attached();
    if (link.isOver()) {
      client.close(Ended.NO_SESSION, 0);
      return;
    }
    Ended ending = link.farewell();
    connection
        .groups()
        .opened(client, at, () -> link.isCarriedBy(carrier))
        .whenComplete(
            (readers, failure) -> {
              if (failure != null) {
                client.close(
                    Ended.of(Subscriptions.problem(failure)), services.connections().retry());
                return;
              }
              client.start(readers, null, ending, connection.groups()::isRelayed);
            });
    connection.callbacks().start();
  }

  static Cursor cursor(@Nullable String text) {
    try {
      return text == null || text.isEmpty() ? Cursor.empty() : Cursor.parse(text);
    } catch (InvalidCursorException e) {
      throw new Problem(Status.INVALID_CURSOR, String.valueOf(e.getMessage())).thrown();
    }
  }

  /**
   * Does what a frame of the client says.
   *
   * @return the number up to which its messages are taken now
   * @throws org.fanfare.status.ProblemException if a number is not the next
   */
  public long receive(SessionFrame frame) {
    take(frame, link.intake()::take);
    return taken();
  }

  /** Returns whether all of it was taken. */
  private boolean take(
      SessionFrame frame, Function<List<SessionFrame.Numbered>, Intake.Taken> takes) {
    if (frame instanceof SessionFrame.Close close) {
      link.leave(close.code(), close.reason());
      return true;
    }
    if (!(frame instanceof SessionFrame.Up up)) {
      throw new Problem(
              Status.INVALID_FRAME, "\"resume\" is the first frame of a connection, and no other")
          .thrown();
    }
    if (up.ack() >= 0 && !link.acknowledge(up.ack())) {
      throw new Problem(Status.OUT_OF_ORDER, "nothing with the number " + up.ack() + " was sent")
          .thrown();
    }
    Intake.Taken taken = take(up.messages(), takes);
    if (taken == Intake.Taken.OUT_OF_ORDER) {
      throw new Problem(
              Status.OUT_OF_ORDER,
              "the next message has the number " + link.intake().nextNumber() + ": send from there")
          .thrown();
    }
    return taken == Intake.Taken.ALL;
  }

  private Intake.Taken take(
      List<SessionFrame.Numbered> messages,
      Function<List<SessionFrame.Numbered>, Intake.Taken> takes) {
    Handlers handlers = connection.route().type().fromClient();
    for (int i = 0; i < messages.size(); i++) {
      boolean bytes = messages.get(i).message().kind() == Message.Kind.BYTES;
      if (bytes ? !handlers.takesBytes() : !handlers.takesTexts()) {
        Intake.Taken before = takes.apply(messages.subList(0, i));
        link.end(ConsumerInbox.unsupported(bytes ? "binary messages" : "text messages"));
        return before;
      }
    }
    return takes.apply(messages);
  }

  /** The same for a frame that a carrier brought: one that was replaced is not listened to. */
  void receive(Carrier from, SessionFrame frame) {
    if (!link.isCarriedBy(from)) {
      return;
    }
    if (!take(frame, link.intake()::takeWindow)) {
      link.end(Ended.FLOODED); // it was told the window
    }
  }

  /** Says that the client has learned what was taken by the answer to its request. */
  public void told(long ack) {
    link.intake().told(ack);
  }

  /** Returns the number up to which the client's messages were taken. */
  public long taken() {
    return link.intake().taken();
  }
}
