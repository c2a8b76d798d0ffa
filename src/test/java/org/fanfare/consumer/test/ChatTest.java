package org.fanfare.consumer.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.Problem;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.consumers.Chat.Said;
import org.fanfare.wire.consumers.Chat.Say;
import org.fanfare.wire.consumers.Chat.Who;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The chat of the documentation, tested as the documentation says. Rules P12, P23, P37 and P46. */
class ChatTest {
  private final TestFanfare fanfare =
      TestFanfare.of(Chat.class, Chat::new); // plain JUnit: no container
  private final TestClient ann = fanfare.as("ann").connect("/chat/lobby");
  private final TestClient bob = fanfare.as("bob").connect("/chat/lobby");

  @AfterEach
  void nothingFailedUnseen() {
    fanfare.close(); // throws what a consumer threw and no test asked for
  }

  @Test
  void whatOneSaysEveryoneInTheRoomReads() {
    TestClient eve = fanfare.as("eve").connect("/chat/attic");

    ann.send("say", new Say("hello"));

    assertThat(bob.next("said", Said.class)).isEqualTo(new Said("ann", "hello"));
    eve.skip("entered").hasNothing();
  }

  @Test
  void anEmptyLineIsRefusedAndTheConnectionStays() {
    ann.send("say", new Say(" "));

    assertThat(ann.next("problem", Problem.class).code()).isEqualTo("invalid-message");
    assertThat(ann.isOpen()).isTrue();
  }

  @Test
  void whoWasOfflineForTwentySecondsHasEverythingInOrder() {
    ann.skip("entered").breaks();
    bob.send("say", new Say("one"));
    bob.send("say", new Say("two"));
    fanfare.clock().advance(Duration.ofSeconds(20));
    ann.comesBackOver(Transport.POLL);

    assertThat(ann.texts("said")).containsExactly("one", "two");
  }

  @Test
  void whatALayerDroppedIsToldAsAGap() {
    fanfare.layer().dropNext(1);
    bob.send("say", new Say("lost"));
    bob.send("say", new Say("here"));

    assertThat(ann.nextGap().length()).isEqualTo(1);
    assertThat(ann.texts("said")).containsExactly("here");
  }

  @Test
  void logoutEndsTheConnection() {
    fanfare.logOut("ann");

    assertThat(ann.ended()).isEqualTo(Ended.LOGGED_OUT);
    assertThat(bob.next("left", Who.class)).isEqualTo(new Who("ann"));
  }
}
