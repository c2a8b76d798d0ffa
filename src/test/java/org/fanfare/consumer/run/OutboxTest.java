package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** Rule P14: what a client does not read is bounded, and told before the bound is reached. */
class OutboxTest {
  private final Outbox outbox = new Outbox();

  private static Message message(int size) {
    return Message.text("x".repeat(size));
  }

  private List<String> taken(long most) {
    return outbox.take(most).stream().map(Message::text).toList();
  }

  @Test
  void onlyTheFirstNeedsToBeTold() {
    assertThat(outbox.add(message(1))).isEqualTo(Outbox.Added.FIRST);
    assertThat(outbox.add(message(1))).isEqualTo(Outbox.Added.MORE);

    outbox.take(100);

    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.add(message(1))).isEqualTo(Outbox.Added.FIRST);
  }

  @Test
  void messagesAreTakenInOrderAndUpToABoundButAtLeastOne() {
    outbox.add(Message.text("one"));
    outbox.add(Message.text("two"));
    outbox.add(Message.text("three"));

    assertThat(taken(6)).containsExactly("one", "two");
    assertThat(taken(1)).containsExactly("three");
    assertThat(taken(1)).isEmpty();
  }

  @Test
  void itIsCrowdedBeforeItIsFull() {
    for (int i = 0; i < ConsumerSettings.OUTGOING_MESSAGES; i++) {
      outbox.add(message(1));
    }
    assertThat(outbox.isCrowded()).isFalse();

    outbox.add(message(1));

    assertThat(outbox.isCrowded()).isTrue();
    for (int i = ConsumerSettings.OUTGOING_MESSAGES + 1;
        i < ConsumerSettings.OUTGOING_MOST_MESSAGES;
        i++) {
      assertThat(outbox.add(message(1))).isEqualTo(Outbox.Added.MORE);
    }
    assertThat(outbox.add(message(1))).isEqualTo(Outbox.Added.FULL);
  }

  @Test
  void bytesAreBoundedTooButOneMessageAlwaysFits() {
    assertThat(outbox.add(message(ConsumerSettings.OUTGOING_MOST_BYTES + 1)))
        .isEqualTo(Outbox.Added.FIRST);
    assertThat(outbox.isCrowded()).isTrue();
    assertThat(outbox.add(message(1))).isEqualTo(Outbox.Added.FULL);
  }
}
