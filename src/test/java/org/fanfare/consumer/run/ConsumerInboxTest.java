package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.session.PausableInbox;
import org.fanfare.session.SocketSession;
import org.fanfare.transport.EncodedOutlet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Rule P13: who sends more than callbacks handle is ended, unless its transport can stop reading.
 */
class ConsumerInboxTest {
  private final SessionRig rig = new SessionRig();
  private final Conversation consumer = new Conversation();
  private final SessionWire wire = new SessionWire(payload -> {});
  private final List<String> told = new ArrayList<>();
  private PausableInbox inbox;

  @BeforeEach
  void connects() {
    SocketSession opened =
        rig.sessions
            .bare(
                rig.route(Conversation.class, () -> consumer),
                SessionRig.scope(),
                Transport.WEBSOCKET,
                Surroundings.NONE)
            .open("", encoder -> new EncodedOutlet(encoder, wire));
    wire.connected(opened.connection(), opened.inbox());
    inbox = (PausableInbox) opened.inbox();
    rig.run();
  }

  private int sendsWhileThereIsRoom() {
    int sent = 0;
    while (inbox.takesMore(() -> told.add("room"))) {
      inbox.text("message " + sent++);
    }
    return sent;
  }

  @Test
  void whoseTransportAsksIsToldToWaitAndThenThatThereIsRoom() {
    assertThat(sendsWhileThereIsRoom()).isEqualTo(ConsumerSettings.INBOX_MESSAGES);
    assertThat(told).isEmpty();

    rig.run();

    assertThat(told).containsExactly("room");
    assertThat(consumer.heard).hasSize(ConsumerSettings.INBOX_MESSAGES);
    assertThat(wire.closed()).isNull();
  }

  @Test
  void aMessageForWhichThereWasRoomIsTakenHoweverLargeItIs() {
    inbox.takesMore(() -> {});
    inbox.text("x".repeat(ConsumerSettings.INBOX_BYTES - 1));
    assertThat(inbox.takesMore(() -> {})).isTrue();
    inbox.text("x".repeat(SessionRig.MAX_MESSAGE));

    assertThat(inbox.takesMore(() -> {})).isFalse();
    rig.run();
    assertThat(wire.closed()).isNotEqualTo(Ended.FLOODED);
  }

  @Test
  void whoseTransportIsPausedIsToldOfTheEnd() {
    sendsWhileThereIsRoom();
    consumer.client().close();

    assertThat(told).containsExactly("room");
    assertThat(inbox.takesMore(() -> {})).as("it is dropped").isTrue();
  }

  @Test
  void whoseTransportDoesNotAskIsEnded() {
    for (int i = 0; i <= ConsumerSettings.INBOX_MESSAGES; i++) {
      inbox.text("x");
    }
    rig.run();

    assertThat(wire.closed()).isEqualTo(Ended.FLOODED);
    assertThat(consumer.ends).containsExactly(Ended.FLOODED);
  }
}
