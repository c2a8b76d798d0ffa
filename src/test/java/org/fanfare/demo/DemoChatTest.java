package org.fanfare.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.Problem;
import org.fanfare.consumer.test.TestCaller.Attempt;
import org.fanfare.consumer.test.TestClient;
import org.fanfare.consumer.test.TestFanfare;
import org.fanfare.demo.Chat.Call;
import org.fanfare.demo.Chat.Renamed;
import org.fanfare.demo.Chat.Said;
import org.fanfare.demo.Chat.Say;
import org.fanfare.demo.Chat.Seen;
import org.fanfare.demo.Chat.Who;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chat of the first start: guests and users, in rooms. */
final class DemoChatTest {
  private final TestFanfare fanfare = TestFanfare.of(Chat.class, Chat::new);
  private final TestClient ann = fanfare.as("ann").connect("/demo/chat/lobby");
  private final TestClient guest = fanfare.guest().connect("/demo/chat/lobby");

  @AfterEach
  void nothingFailedUnseen() {
    fanfare.close();
  }

  @Test
  void aUserIsHereByTheNameOfTheLogin() {
    Who who = ann.next("you", Who.class);

    assertThat(who.name()).isEqualTo("ann");
    assertThat(who.guest()).isFalse();
    assertThat(ann.next("came", Seen.class).who()).isEqualTo(who);
  }

  @Test
  void aUserCannotTakeAnotherName() {
    ann.send("call", new Call("berta"));

    assertThat(ann.next("problem", Problem.class).code()).isEqualTo("logged-in");
    ann.send("say", new Say("hello"));
    assertThat(guest.next("said", Said.class).who().name()).isEqualTo("ann");
  }

  @Test
  void aGuestReadsAndIsAnnouncedWithItsName() {
    assertThat(guest.next("you", Who.class).name()).isEmpty();
    ann.skip("you", "came").hasNothing();

    guest.send("call", new Call("zoe"));

    Who zoe = guest.next("you", Who.class);
    assertThat(zoe.name()).isEqualTo("zoe");
    assertThat(ann.next("came", Seen.class).who()).isEqualTo(zoe);
  }

  @Test
  void aGuestWithTheNameOfAUserIsMarkedAsAGuest() {
    guest.send("call", new Call("ann"));
    guest.send("say", new Say("it is me"));
    ann.send("say", new Say("no, me"));

    Who pretender = ann.next("said", Said.class).who();
    Who user = ann.next("said", Said.class).who();
    assertThat(List.of(pretender.name(), user.name())).containsOnly("ann");
    assertThat(pretender.guest()).isTrue();
    assertThat(user.guest()).isFalse();
    assertThat(pretender.id()).isNotEqualTo(user.id());
  }

  @Test
  void aGuestWithoutANameSaysNothing() {
    guest.send("say", new Say("who am I?"));
    guest.send("types", null);

    assertThat(guest.next("problem", Problem.class).code()).isEqualTo("no-name");
    ann.skip("you", "came").hasNothing();
  }

  @ParameterizedTest(name = "{index}") // a report cannot have such characters
  @ValueSource(
      strings = {
        "",
        " ",
        "two\nlines",
        "bell\u0007",
        "\u202enna",
        "\u200b\u200d",
        "line\u2028",
        "12345678901234567890123456789012345678901"
      })
  void aNameThatCouldDeceiveIsRefused(String name) {
    guest.send("call", new Call(name));

    Problem problem = guest.next("problem", Problem.class);
    assertThat(problem.code()).isEqualTo("invalid-message");
    assertThat(problem.violations())
        .containsExactly(
            new Problem.Violation(
                "name", "must have 1 to 40 characters, and no control characters among them"));
    ann.skip("you", "came").hasNothing();
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "z",
        "Zoë",
        "山田 太郎",
        "👩‍🚀",
        "<b>zoe</b>",
        "1234567890123456789012345678901234567890"
      })
  void aNameInAnyScriptIsTakenAsItIs(String name) {
    ann.skip("came");

    guest.send("call", new Call(name));

    assertThat(ann.next("came", Seen.class).who().name()).isEqualTo(name);
  }

  @Test
  void aGuestWhoChangesItsNameIsToldByBoth() {
    guest.send("call", new Call("zoe"));
    guest.send("call", new Call("zora"));
    guest.send("call", new Call("zora"));

    Renamed renamed = ann.next("renamed", Renamed.class);
    assertThat(renamed.before()).isEqualTo("zoe");
    assertThat(renamed.who().name()).isEqualTo("zora");
    ann.skip("you", "came").hasNothing();
  }

  @Test
  void whoEntersIsGreetedByTheLastFiftyLinesHoweverManyCameAndTyped() {
    for (int i = 1; i <= 60; i++) {
      ann.send("say", new Say("line " + i));
      ann.send("types", null);
    }

    TestClient late = fanfare.guest().connect("/demo/chat/lobby");

    assertThat(late.texts("said")).hasSize(50).startsWith("line 11").endsWith("line 60");
    late.skip("you").hasNothing();
  }

  @Test
  void whatIsSaidStaysInTheRoom() {
    TestClient eve = fanfare.as("eve").connect("/demo/chat/attic");

    ann.send("say", new Say("hello"));

    eve.skip("you", "came").hasNothing();
  }

  @Test
  void whoTypesAndWhoLeavesIsTold() {
    ann.send("types", null);
    assertThat(guest.next("types", Seen.class).who().name()).isEqualTo("ann");

    ann.closes();
    assertThat(guest.next("left", Seen.class).who().name()).isEqualTo("ann");
  }

  @Test
  void aGuestWhoNeverGaveANameLeavesUnseen() {
    guest.closes();

    ann.skip("you", "came").hasNothing();
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"", " \n"})
  void anEmptyLineIsRefusedAndTheConnectionStays(String text) {
    ann.send("say", new Say(text));

    assertThat(ann.next("problem", Problem.class).code()).isEqualTo("invalid-message");
    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void whoWasOfflineForTwentySecondsHasEverythingInOrder() {
    guest.breaks();
    ann.send("say", new Say("one"));
    ann.send("say", new Say("two"));
    fanfare.clock().advance(Duration.ofSeconds(20));
    guest.comesBackOver(Transport.POLL);

    assertThat(guest.texts("said")).containsExactly("one", "two");
  }

  @Test
  void aRoomWhoseNameMakesNoGroupIsRefused() {
    Attempt attempt = fanfare.guest().tryConnect("/demo/chat/two%20words");

    assertThat(attempt)
        .isInstanceOfSatisfying(
            Attempt.Refused.class, refused -> assertThat(refused.code()).isEqualTo("invalid-name"));
  }
}
