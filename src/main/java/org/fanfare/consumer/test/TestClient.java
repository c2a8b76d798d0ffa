package org.fanfare.consumer.test;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.InvalidMessageException;
import org.fanfare.consumer.test.ReceivedMessages.Received;
import org.fanfare.message.Message;
import org.fanfare.session.Inbox;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.SocketSession;
import org.fanfare.transport.EncodedOutlet;
import org.jspecify.annotations.Nullable;

/**
 * A client of a test, connected by a WebSocket: what it has received is pending until the test asks
 * for it. See {@link TestFanfare} for when things happen.
 *
 * <p>What a test asks for and is not there is an {@link AssertionError}, which lists what is
 * pending.
 */
public final class TestClient {
  private final TestNode node;
  private final String name;
  private final String subprotocol;
  private final ReceivedMessages received;
  private final TestWire wire;
  private final ClientConnection connection;
  private final Inbox inbox;

  private TestClient(
      TestNode node,
      String name,
      String subprotocol,
      ReceivedMessages received,
      TestWire wire,
      SocketSession session) {
    this.node = node;
    this.name = name;
    this.subprotocol = subprotocol;
    this.received = received;
    this.wire = wire;
    this.connection = session.connection();
    this.inbox = session.inbox();
  }

  /** Opens the WebSocket of a client that was accepted. */
  static TestClient open(TestNode node, String name, List<String> offered, SocketOpening opening) {
    Set<String> known = opening.subprotocols();
    String subprotocol = offered.stream().filter(known::contains).findFirst().orElse("");
    ReceivedMessages received = new ReceivedMessages(node.json);
    TestWire wire = node.wire(received);
    SocketSession session = opening.open(subprotocol, encoder -> new EncodedOutlet(encoder, wire));
    wire.opened(session.connection());
    return new TestClient(node, name, subprotocol, received, wire, session);
  }

  /** Returns the subprotocol that the consumer has chosen. */
  public Optional<String> subprotocol() {
    return subprotocol.isEmpty() ? Optional.empty() : Optional.of(subprotocol);
  }

  /** Sends a text. */
  public void send(String text) {
    send(text.getBytes(StandardCharsets.UTF_8).length, known -> known.text(text));
  }

  /** Sends bytes. */
  public void send(byte[] bytes) {
    byte[] copy = bytes.clone();
    send(copy.length, known -> known.bytes(copy));
  }

  /**
   * Sends a typed message: a JSON object with a type and what JSON-B makes of {@code body}, which
   * may be null.
   */
  public void send(String type, @Nullable Object body) {
    send(node.json.message(type, body).text());
  }

  /** Sends the JSON that JSON-B makes of {@code body}. */
  public void sendJson(@Nullable Object body) {
    send(node.json.json(body).text());
  }

  private void send(int size, Consumer<Inbox> message) {
    requireOpen("it sends nothing");
    node.thread.run(
        () -> {
          connection.heard();
          if (size > inbox.maxSize()) {
            connection.close(Ended.TOO_LARGE, 0);
          } else {
            message.accept(inbox);
          }
        });
  }

  private void requireOpen(String consequence) {
    Ended why = wire.ended();
    if (why != null) {
      throw new AssertionError("%s has ended (%s): %s".formatted(name, words(why), consequence));
    }
  }

  /**
   * Takes the next message of a type; others are left in place.
   *
   * @return what JSON-B makes of it; for {@link String} the text itself
   */
  public <T> T next(String type, Class<T> as) {
    Received next = take(each -> each.is(type), "no message of the type \"" + type + "\"");
    try {
      return as.cast(node.json.bind(next.text(), as));
    } catch (InvalidMessageException e) {
      throw new AssertionError("JSON-B makes no %s of %s".formatted(as.getName(), next), e);
    }
  }

  /** Takes the next text, whatever it says, JSON included; bytes are left in place. */
  public String nextText() {
    return take(Received::isText, "no text").message().text();
  }

  /** Takes the next bytes; texts are left in place. */
  public byte[] nextBytes() {
    return take(each -> !each.isText(), "no bytes").message().toBytes();
  }

  /** Takes the next message, whatever it is: text, also if it is JSON, or bytes. */
  public Message nextOfAny() {
    return take(each -> true, "nothing").message();
  }

  private Received take(Predicate<Received> wanted, String missing) {
    return received
        .take(wanted)
        .orElseThrow(() -> new AssertionError("%s has %s; %s".formatted(name, missing, state())));
  }

  /** Takes all messages of these types that are pending now, if there are any. */
  public TestClient skip(String... types) {
    List<String> skipped = List.of(types);
    received.takeAll(each -> skipped.stream().anyMatch(each::is));
    return this;
  }

  /**
   * Takes all messages of a type that are pending, and returns the member {@code "text"} of each.
   */
  public List<String> texts(String type) {
    return received.takeAll(each -> each.is(type)).stream().map(this::text).toList();
  }

  private String text(Received message) {
    JsonObject object = (JsonObject) node.json.bind(message.text(), JsonObject.class);
    String text = object.getString("text", null);
    if (text == null) {
      throw new AssertionError(
          "%s has a message without a member \"text\" that is a string: %s"
              .formatted(name, message));
    }
    return text;
  }

  /** Requires that nothing is pending. */
  public void hasNothing() {
    if (!received.isEmpty()) {
      throw new AssertionError("%s has something; %s".formatted(name, state()));
    }
  }

  /** Returns whether its connection has not ended. */
  public boolean isOpen() {
    return wire.ended() == null;
  }

  /** Returns why its connection has ended; throws {@link AssertionError} if it has not. */
  public Ended ended() {
    Ended why = wire.ended();
    if (why == null) {
      throw new AssertionError("%s has not ended; %s".formatted(name, state()));
    }
    return why;
  }

  /** Vanishes, which the server notices at once: its connection ends {@link Ended#GONE}. */
  public void leaves() {
    requireOpen("it cannot leave");
    node.thread.run(connection::gone);
  }

  /** Closes its WebSocket, as a page does; its connection ends {@link Ended#LEFT}. */
  public void closes() {
    requireOpen("it cannot close");
    node.thread.run(connection::left);
  }

  /**
   * Reads only so many bytes in each second of the clock from now on, and nothing before it is
   * turned. It answers pings when it has read what came before them; a client that does not answer
   * is ended as on a server.
   *
   * @param bytesEachSecond 0 for a client that reads nothing
   */
  public TestClient readsSlowly(int bytesEachSecond) {
    if (bytesEachSecond < 0) {
      throw new IllegalArgumentException("not a number of bytes: " + bytesEachSecond);
    }
    wire.readsSlowly(bytesEachSecond);
    return this;
  }

  /** Reads again all there is, at once. */
  public TestClient readsAll() {
    node.thread.run(wire::readsAll);
    return this;
  }

  private String state() {
    Ended why = wire.ended();
    return received + (why == null ? "" : "; it has ended (" + words(why) + ")");
  }

  private static String words(Ended why) {
    return why.code() + " " + why.text();
  }

  /** Says who it is, and what is pending. */
  @Override
  public String toString() {
    return name + "; " + state();
  }
}
