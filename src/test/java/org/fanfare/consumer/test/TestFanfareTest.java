package org.fanfare.consumer.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.Scope;
import org.fanfare.consumer.route.InvalidRoutesException;
import org.fanfare.consumer.test.TestCaller.Attempt;
import org.fanfare.layer.LayerException;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** What the test kit itself promises to those who write tests. */
final class TestFanfareTest {
  private static final GroupName NEWS = new GroupName("news");

  private final List<String> noted = new ArrayList<>();
  private final TestFanfare fanfare = TestFanfare.of(Scripted.class, () -> new Scripted(noted));

  /** A text. */
  public record Text(String text) {}

  /** Does what it is told. */
  @Route("/scripted/{what}")
  @PermitAll
  public static class Scripted implements Consumer {
    private final List<String> noted;

    Scripted(List<String> noted) {
      this.noted = noted;
    }

    @Override
    public void connect(Connection client) {
      Scope scope = client.scope();
      switch (scope.path("what")) {
        case "refused" -> throw client.refuse(409, "full", "there is no room");
        case "scope" ->
            noted.addAll(
                List.of(
                    scope.query("q").orElse("-"),
                    scope.header("x-a").orElse("-"),
                    scope.cookie("c").orElse("-"),
                    scope.sessionAttribute("s").orElse("-").toString(),
                    scope.remoteAddress(),
                    scope.locale().toString(),
                    scope.user().orElse("-")));
        case "editors" -> noted.add("editor: " + scope.hasRole("editor"));
        default -> {}
      }
    }

    @FromClient("say")
    void say(Text text, Connection client) {
      switch (text.text()) {
        case "throw" -> throw new IllegalStateException("provoked");
        case "publish" -> client.publish(NEWS, "news", text);
        case "many" -> {
          for (int i = 0; i < 5; i++) {
            client.send("many", new Text("number " + i));
          }
          client.send(new byte[] {1, 2, 3});
          client.send("plain");
        }
        default -> client.send("said", text);
      }
    }

    @FromClient("later")
    void later(Connection client) {
      client.after(Duration.ofSeconds(30), () -> client.send("later", null));
    }

    @FromClient("endless")
    void endless(Connection client) {
      client.execute(() -> endless(client));
    }
  }

  private TestClient connect() {
    return fanfare.as("ann").connect("/scripted/plain");
  }

  // Rule P22
  @Test
  void aRoleThatOnlyRulesNameMayBeAskedForIfTheTestSaysThatTheyDo() {
    TestCaller anna = fanfare.as("anna", "editor");
    assertThat(anna.tryConnect("/scripted/editors"))
        .isInstanceOfSatisfying(
            Attempt.Refused.class, refused -> assertThat(refused.status()).isEqualTo(500));
    assertThat(fanfare.failures()).hasSize(1);

    fanfare.rolesOfRules("editor", "author");
    anna.connect("/scripted/editors");
    fanfare.as("berta", "author").connect("/scripted/editors");

    assertThat(noted).containsExactly("editor: true", "editor: false");
  }

  @Test
  void whatIsMissingIsToldWithWhatIsThere() {
    TestClient ann = connect();
    ann.send("say", new Text("many"));
    ann.skip("many");
    ann.send("say", new Text("hello"));

    assertThatThrownBy(() -> ann.next("news", Text.class))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "ann at /scripted/plain has no message of the type \"news\"; pending are: 3 bytes, text plain,"
                + " \"said\" {\"type\":\"said\",\"text\":\"hello\"}");
    assertThatThrownBy(ann::hasNothing)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("\"said\"");
    assertThatThrownBy(ann::ended).hasMessageContaining("has not ended");
  }

  @Test
  void othersThanTheNextOfATypeStayInTheirPlace() {
    TestClient ann = connect();
    ann.send("say", new Text("many"));

    assertThat(ann.next("many", Text.class)).isEqualTo(new Text("number 0"));
    assertThat(ann.nextBytes()).containsExactly(1, 2, 3);
    assertThat(ann.texts("many")).containsExactly("number 1", "number 2", "number 3", "number 4");
    assertThat(ann.nextOfAny().kind()).isEqualTo(Message.Kind.TEXT);
    ann.hasNothing();
  }

  @Test
  void whatAConsumerThrewIsThrownIfNoTestClaimsIt() {
    TestClient ann = connect();

    ann.send("say", new Text("throw"));

    assertThat(ann.ended()).isEqualTo(Ended.ERROR);
    assertThatThrownBy(fanfare::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Scripted.fromClient")
        .hasMessageContaining("IllegalStateException: provoked");
  }

  @Test
  void whatATestClaimsIsThrownByNobody() {
    connect().send("say", new Text("throw"));

    assertThat(fanfare.failures()).singleElement().isInstanceOf(IllegalStateException.class);
    fanfare.close();
  }

  @Test
  void timePassesWhenItIsTurnedAndTimersRunAtTheirTime() {
    TestClient ann = connect();
    Instant begun = fanfare.clock().now();
    ann.send("later", null);

    fanfare.clock().advance(Duration.ofSeconds(29));
    ann.hasNothing();
    fanfare.clock().advance(Duration.ofSeconds(1));

    assertThat(ann.nextText()).isEqualTo("{\"type\":\"later\"}");
    assertThat(fanfare.clock().now()).isEqualTo(begun.plusSeconds(30));
  }

  @Test
  void aClientThatReadsLivesForHours() {
    TestClient ann = connect();

    fanfare.clock().advance(Duration.ofHours(3));

    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void aSlowClientReadsSoManyBytesInEachSecond() {
    TestClient ann = fanfare.as("ann").bare().connect("/scripted/plain").readsSlowly(40);

    ann.send("say", new Text("one"));
    ann.send("say", new Text("two"));
    ann.hasNothing();
    fanfare.clock().advance(Duration.ofSeconds(1));
    assertThat(ann.texts("said")).containsExactly("one");
    ann.readsAll();

    assertThat(ann.texts("said")).containsExactly("two");
  }

  @Test
  void aClientThatAnswersNoPingsIsNotThereAnyMore() {
    TestClient ann = fanfare.as("ann").bare().connect("/scripted/plain").readsSlowly(0);

    fanfare.clock().advance(Duration.ofMinutes(2));

    assertThat(ann.ended()).isEqualTo(Ended.HEARTBEAT);
  }

  @Test
  void theRequestIsAsTheTestHasIt() {
    fanfare
        .as("ann")
        .from("192.0.2.7")
        .header("X-A", "a")
        .header("Accept-Language", "de-AT, en;q=0.5")
        .cookie("b", "other")
        .cookie("c", "this")
        .sessionAttribute("s", 7)
        .connect("/scripted/scope?q=two%20words");

    assertThat(noted)
        .containsExactly(
            "two words",
            "a",
            "this",
            "7",
            "192.0.2.7",
            Locale.forLanguageTag("de-AT").toString(),
            "ann");
  }

  @Test
  void aRefusalIsAnAnswerOrAnErrorOfTheTest() {
    assertThat(fanfare.guest().tryConnect("/scripted/refused"))
        .isEqualTo(new Attempt.Refused(409, "full", "there is no room"));
    assertThatThrownBy(() -> fanfare.guest().connect("/scripted/refused"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a guest at /scripted/refused was refused")
        .hasMessageContaining("there is no room");
  }

  @Test
  void aPathToNoConsumerIsAMistakeOfTheTest() {
    assertThatThrownBy(() -> fanfare.guest().tryConnect("/scripte/d"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Scripted at \"/scripted/{what}\"");
  }

  @Test
  void aClassThatCouldNotBeDeployedCannotBeTested() {
    assertThatThrownBy(() -> TestFanfare.of(Unsaid.class, Unsaid::new))
        .isInstanceOf(InvalidRoutesException.class)
        .hasMessageContaining("who may connect");
  }

  /** Does not say who may connect. */
  @Route("/unsaid")
  public static class Unsaid implements Consumer {}

  @Test
  void whatWasPublishedCanBeRead() {
    TestClient ann = connect();

    ann.send("say", new Text("publish"));
    fanfare.sender().publish(NEWS, Message.text("by the sender"));

    assertThat(fanfare.published("news"))
        .extracting(Message::text)
        .containsExactly("{\"type\":\"news\",\"text\":\"publish\"}", "by the sender");
    assertThat(fanfare.published("nothing")).isEmpty();
  }

  @Test
  void aFullGroupRefusesWhatIsPublished() {
    TestClient ann = connect();
    fanfare.layer().full("news");

    ann.send("say", new Text("publish"));

    assertThat(ann.nextText()).contains("\"code\":\"memory-full\"");
    assertThatThrownBy(() -> fanfare.sender().publish(NEWS, Message.text("more")))
        .isInstanceOf(Refused.class);
    assertThat(fanfare.published("news")).isEmpty();
  }

  @Test
  void aLayerFailsUntilItWorksAgain() {
    fanfare.layer().failing(new IllegalStateException("provoked"));
    assertThatThrownBy(() -> fanfare.sender().publish(NEWS, Message.text("one")))
        .isInstanceOf(LayerException.class)
        .hasRootCauseMessage("provoked");

    fanfare.layer().works();
    fanfare.sender().publish(NEWS, Message.text("two"));

    assertThat(fanfare.published("news")).extracting(Message::text).containsExactly("two");
  }

  @Test
  void aLateLayerTakesTimeOfTheClock() {
    Instant begun = fanfare.clock().now();
    fanfare.layer().late(Duration.ofMillis(700));

    fanfare.sender().publish(NEWS, Message.text("one"));

    assertThat(fanfare.clock().now()).isEqualTo(begun.plusMillis(700));
    assertThat(fanfare.published("news")).hasSize(1);
  }

  @Test
  void aLayerThatIsTooLateFailsAndMayHaveDoneIt() {
    fanfare.layer().late(Duration.ofSeconds(5));

    assertThatThrownBy(() -> fanfare.sender().publish(NEWS, Message.text("one")))
        .isInstanceOfSatisfying(
            LayerException.class, e -> assertThat(e.mayHaveHappened()).isTrue());

    assertThat(fanfare.published("news")).isEmpty();
    fanfare.clock().advance(Duration.ofSeconds(3));
    assertThat(fanfare.published("news")).hasSize(1);
  }

  @Test
  void aConsumerThatNeverRestsIsEnded() {
    TestClient ann = connect();

    ann.send("endless", null);

    assertThat(ann.ended()).isEqualTo(Ended.ERROR);
    assertThat(fanfare.failures())
        .singleElement()
        .extracting(Throwable::getMessage)
        .asString()
        .contains("without end");
  }

  @Test
  void whoHasLeftSendsNothing() {
    TestClient ann = connect();
    ann.closes();

    assertThatThrownBy(() -> ann.send("hello"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("ann at /scripted/plain has ended (1000 left): it sends nothing");
  }

  @Test
  void theEndOfATestIsTheStopOfAServer() {
    TestClient ann = connect();

    fanfare.close();

    assertThat(ann.ended()).isEqualTo(Ended.STOPPING);
  }
}
