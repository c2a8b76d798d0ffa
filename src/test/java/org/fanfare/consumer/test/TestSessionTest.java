package org.fanfare.consumer.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the test kit promises of sessions. Rules P45, P46, P47 and P49; what holds of sessions
 * themselves is tested where they are.
 */
final class TestSessionTest {
  private static final GroupName NEWS = new GroupName("news");

  private final List<String> ends = new ArrayList<>();
  private final TestFanfare fanfare = TestFanfare.of(Echo.class, () -> new Echo(ends));
  private final TestClient ann = fanfare.as("ann").subprotocols("echo.v1").connect("/echo");

  /** Says what it hears, and relays a group. */
  @Route(value = "/echo", subprotocols = "echo.v1")
  @PermitAll
  public static class Echo implements Consumer {
    private final List<String> ends;

    Echo(List<String> ends) {
      this.ends = ends;
    }

    @Override
    public void connect(Connection client) {
      client.scope().subprotocols().forEach(client::accept);
      client.relay(NEWS, new Start.Now());
    }

    @FromClient
    void text(String text, Connection client) {
      switch (text) {
        case "transport" -> client.send(client.transport().word());
        case "close" -> client.close();
        case "later" -> client.after(Duration.ofSeconds(30), () -> client.send("later"));
        default -> client.send(text);
      }
    }

    @FromClient
    void bytes(byte[] bytes, Connection client) {
      client.send(bytes);
    }

    @Override
    public void disconnect(Ended why, Connection client) {
      ends.add(why.status().word());
    }
  }

  @AfterEach
  void nothingFailedUnseen() {
    fanfare.close();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aSessionGoesOnOverEachTransport(Transport transport) {
    ann.send("one");
    ann.breaks();
    ann.send("two");

    ann.comesBackOver(transport);
    ann.send("three");
    ann.send(new byte[] {4});
    ann.send("transport");

    assertThat(List.of(ann.nextText(), ann.nextText(), ann.nextText()))
        .containsExactly("one", "two", "three");
    assertThat(ann.nextBytes()).containsExactly(4);
    assertThat(ann.nextText()).isEqualTo(transport.word());
    assertThat(ann.subprotocol()).contains("echo.v1");
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aTransportThatIsReplacedNeedNotBreak(Transport transport) {
    ann.comesBackOver(transport);
    ann.send("one");
    ann.comesBackOver(Transport.WEBSOCKET);
    ann.send("two");

    assertThat(ann.nextText()).isEqualTo("one");
    assertThat(ann.nextText()).isEqualTo("two");
    ann.hasNothing();
    assertThat(ends).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void publicationsAreReadAsTheyWerePublished(Transport transport) {
    ann.comesBackOver(transport);

    fanfare.sender().publish(NEWS, Message.text("{ \"type\" : \"of a text\" }"));
    fanfare
        .sender()
        .publish(NEWS, Message.json(MediaType.JSON, "{ \"type\" : [1, {}] , \"b\":2 }"));
    fanfare.sender().publish(NEWS, Message.json(MediaType.JSON, " 17 "));
    fanfare.sender().publish(NEWS, Message.bytes(MediaType.BYTES, new byte[] {1, 2}));

    assertThat(ann.next("of a text", String.class)).isEqualTo("{ \"type\" : \"of a text\" }");
    assertThat(ann.nextText()).isEqualTo("{ \"type\" : [1, {}] , \"b\":2 }");
    assertThat(ann.nextText()).isEqualTo("17");
    assertThat(ann.nextBytes()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aSessionThatIsReadLivesForHours(Transport transport) {
    ann.comesBackOver(transport);

    fanfare.clock().advance(Duration.ofHours(3));
    ann.send("still here");

    assertThat(ann.nextText()).isEqualTo("still here");
    assertThat(ends).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void theWindowIsKeptHoweverMuchIsSent(Transport transport) {
    ann.comesBackOver(transport).breaks();
    IntStream.range(0, 200).forEach(i -> ann.send("message " + i));

    ann.comesBackOver(transport);

    IntStream.range(0, 200).forEach(i -> assertThat(ann.nextText()).isEqualTo("message " + i));
    ann.hasNothing();
  }

  @Test
  void whoDoesNotComeBackIsGoneAfterItsGrace() {
    ann.breaks();

    fanfare.clock().advance(Duration.ofSeconds(59));
    assertThat(ends).isEmpty();
    fanfare.clock().advance(Duration.ofSeconds(1));

    assertThat(ends).containsExactly("gone");
    assertThat(ann.isOpen()).as("it knows nothing of it").isTrue();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void whoComesBackTooLateIsToldThatThereIsNoSession(Transport transport) {
    ann.breaks();
    fanfare.clock().advance(Duration.ofMinutes(2));

    ann.comesBackOver(transport);

    assertThat(ann.ended()).isEqualTo(Ended.NO_SESSION);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void whoseConsumerClosesIsToldByEachTransport(Transport transport) {
    ann.comesBackOver(transport);

    ann.send("close");

    assertThat(ann.ended()).isEqualTo(Ended.BYE);
    assertThat(ends).containsExactly("bye");
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aClientClosesItsSessionOverEachTransport(Transport transport) {
    ann.comesBackOver(transport);
    ann.send("before");

    ann.closes();

    assertThat(ann.ended()).isEqualTo(Ended.LEFT);
    assertThat(ann.nextText()).isEqualTo("before");
    assertThat(ends).containsExactly("left");
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aLogoutIsToldByEachTransport(Transport transport) {
    ann.comesBackOver(transport);

    fanfare.logOut("ann");

    assertThat(ann.ended()).isEqualTo(Ended.LOGGED_OUT);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void whatASlowClientHadNotReadIsSentAgain(Transport transport) {
    ann.comesBackOver(transport).readsSlowly(0);
    ann.send("one");
    fanfare.sender().publish(NEWS, Message.text("news"));
    ann.hasNothing();

    ann.breaks().readsAll();
    ann.comesBackOver(Transport.WEBSOCKET);

    assertThat(List.of(ann.nextText(), ann.nextText())).containsExactlyInAnyOrder("one", "news");
    ann.hasNothing();
  }

  @Test
  void aClientThatAnswersNoPingsComesBack() {
    ann.readsSlowly(0);
    fanfare.clock().advance(Duration.ofSeconds(80));
    assertThat(ann).hasToString("ann at /echo; nothing is pending; its link is broken");

    ann.readsAll().comesBackOver(Transport.WEBSOCKET);
    ann.send("here");

    assertThat(ann.nextText()).isEqualTo("here");
  }

  @Test
  void timersRunWhileNothingCarriesASession() {
    ann.send("later");
    ann.breaks();
    fanfare.clock().advance(Duration.ofSeconds(40));

    ann.comesBackOver(Transport.POLL);

    assertThat(ann.nextText()).isEqualTo("later");
  }

  @Test
  void aBareWebSocketDoesNotComeBack() {
    TestClient bob = fanfare.as("bob").bare().connect("/echo");

    assertThatThrownBy(() -> bob.comesBackOver(Transport.POLL))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("connect without bare()");
    bob.breaks();

    assertThat(bob.ended()).isEqualTo(Ended.GONE);
  }

  @Test
  void whatIsBrokenCannotBreak() {
    ann.breaks();

    assertThatThrownBy(ann::breaks)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("broken already");
  }

  @Test
  void aGapThatNobodyAskedForIsPending() {
    fanfare.layer().dropNext(1);
    fanfare.sender().publish(NEWS, Message.text("lost"));
    fanfare.sender().publish(NEWS, Message.text("here"));
    ann.nextText();

    assertThatThrownBy(ann::hasNothing)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("pending is: a gap of news from 1 to 1");
    assertThat(ann.nextGap().length()).isEqualTo(1);
    assertThatThrownBy(ann::nextGap)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was shown no gap");
  }

  @Test
  void theEndOfATestIsToldToClientsThatAreAway() {
    ann.breaks();

    fanfare.close();

    assertThat(ends).containsExactly("stopping");
  }
}
