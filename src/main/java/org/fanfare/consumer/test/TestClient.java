package org.fanfare.consumer.test;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.InvalidMessageException;
import org.fanfare.consumer.test.ReceivedMessages.Received;
import org.fanfare.log.Gap;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A client of a test: what it has received is pending until the test asks for it. See {@link
 * TestFanfare} for when things happen.
 *
 * <p>It has a session, as {@code fanfare.js} has, or a bare WebSocket, see {@link TestCaller#bare}.
 * A session outlives what carries it: it can break and come back, and nothing is lost.
 *
 * <p>What a test asks for and is not there is an {@link AssertionError}, which lists what is
 * pending.
 */
public final class TestClient {
  private final TestNode node;
  private final String name;
  private final ReceivedMessages received;
  private final TestLink link;

  TestClient(TestNode node, String name, ReceivedMessages received, TestLink link) {
    this.node = node;
    this.name = name;
    this.received = received;
    this.link = link;
  }

  /** Returns the subprotocol that the consumer has chosen. */
  public Optional<String> subprotocol() {
    return link.subprotocol().isEmpty() ? Optional.empty() : Optional.of(link.subprotocol());
  }

  /** Sends a text. While its link is broken it is kept, and sent when the client comes back. */
  public void send(String text) {
    send(Message.text(text));
  }

  /** Sends bytes, see {@link #send(String)}. */
  public void send(byte[] bytes) {
    send(Message.bytes(MediaType.BYTES, bytes));
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

  private void send(Message message) {
    requireOpen("it sends nothing");
    node.thread.run(() -> link.send(message));
  }

  private void requireOpen(String consequence) {
    Ended why = link.ended();
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

  /**
   * Takes the next gap: what is missing of a relayed group. It was told before what follows it.
   * Without a session there is none to be shown: the connection ends.
   */
  public Gap nextGap() {
    return received
        .takeGap()
        .orElseThrow(() -> new AssertionError("%s was shown no gap; %s".formatted(name, state())));
  }

  /** Requires that nothing is pending, neither a message nor a gap. */
  public void hasNothing() {
    if (!received.isEmpty()) {
      throw new AssertionError("%s has something; %s".formatted(name, state()));
    }
  }

  /** Returns whether its connection has not ended; a session whose link is broken has not. */
  public boolean isOpen() {
    return link.ended() == null;
  }

  /**
   * Returns why its connection has ended, as the client was told. That of a session which ended
   * while its link was broken is told when the client comes back: {@link Ended#NO_SESSION}.
   *
   * @throws AssertionError if it has not ended
   */
  public Ended ended() {
    Ended why = link.ended();
    if (why == null) {
      throw new AssertionError("%s has not ended; %s".formatted(name, state()));
    }
    return why;
  }

  /**
   * What carries its connection breaks, which the server notices at once; what the client had not
   * read of it is lost on the way. A session waits for its client, for 60 seconds of the clock; a
   * bare connection ends {@link Ended#GONE}.
   */
  public TestClient breaks() {
    requireOpen("it cannot break");
    node.thread.run(link::breaks);
    return this;
  }

  /**
   * Goes on with its session over another transport, or over the same once more. What carried it
   * until now need not have broken: it is replaced.
   */
  public TestClient comesBackOver(Transport transport) {
    requireOpen("it cannot come back");
    node.thread.run(() -> link.comesBackOver(transport));
    return this;
  }

  /** Closes its connection, as a page does that is left; it ends {@link Ended#LEFT}. */
  public void closes() {
    requireOpen("it cannot close");
    node.thread.run(link::closes);
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
    node.thread.run(() -> link.reads(bytesEachSecond));
    return this;
  }

  /** Reads again all there is, at once. */
  public TestClient readsAll() {
    node.thread.run(() -> link.reads(null));
    return this;
  }

  private String state() {
    Ended why = link.ended();
    String broken = link.isBroken() ? "; its link is broken" : "";
    return received + (why == null ? broken : "; it has ended (" + words(why) + ")");
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
