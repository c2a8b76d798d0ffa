package org.fanfare.consumer.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.connection.Ended;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.consumers.Chat.Said;
import org.fanfare.wire.consumers.Chat.Say;
import org.fanfare.wire.consumers.Chat.Who;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What else the chat of the documentation does. Rules P16, P17 and P37. */
final class GuestsOfTheChatTest {
  private final TestFanfare fanfare = TestFanfare.of(Chat.class, Chat::new);
  private final TestClient ann = fanfare.as("ann").connect("/chat/lobby");
  private final TestClient bob = fanfare.as("bob").connect("/chat/lobby");

  @AfterEach
  void nothingFailedUnseen() {
    fanfare.close();
  }

  @Test
  void whoEntersIsGreetedByTheLastFiftyLines() {
    for (int i = 1; i <= 60; i++) {
      ann.send("say", new Say("line " + i));
    }

    TestClient eve = fanfare.as("eve").connect("/chat/lobby");

    assertThat(eve.texts("said")).hasSize(50).startsWith("line 11").endsWith("line 60");
  }

  @Test
  void anEmptyLineIsSeenByNobodyElse() {
    ann.send("say", new Say(" "));

    bob.skip("entered").hasNothing();
  }

  @Test
  void whoLeavesIsToldToThoseWhoStay() {
    ann.closes();

    assertThat(ann.ended()).isEqualTo(Ended.LEFT);
    assertThat(bob.next("left", Who.class)).isEqualTo(new Who("ann"));
  }

  @Test
  void whoTypesIsToldAndNotKept() {
    ann.send("typing", null);

    assertThat(bob.next("typing", Who.class)).isEqualTo(new Who("ann"));
    TestClient eve = fanfare.as("eve").connect("/chat/lobby");
    eve.skip("entered").hasNothing();
  }

  @Test
  void aGuestHasTheNameThatItGives() {
    TestClient guest = fanfare.guest().connect("/chat/lobby?name=zoe");

    guest.send("say", new Say("hello"));

    assertThat(bob.next("said", Said.class)).isEqualTo(new Said("zoe", "hello"));
  }

  @Test
  void whatALayerDroppedEndsAClientThatCanShowNoGap() {
    TestClient eve = fanfare.as("eve").bare().connect("/chat/lobby");
    fanfare.layer().dropNext(1);
    bob.send("say", new Say("lost"));
    assertThat(eve.isOpen()).isTrue();
    bob.send("say", new Say("here"));

    assertThat(eve.ended().text()).isEqualTo("gap chat.lobby 4-4 overflow");
  }
}
