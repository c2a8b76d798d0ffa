package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.Owner.Added;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** What a mailbox takes, and what its owner is told. */
@Law({6, 8})
public interface ChannelPromises extends LayerUnderTest {
  @Test
  default void aMailboxGivesWhatWasSentInTheOrderInWhichItWasSent() {
    LayerRig rig = rig();
    Owner owner = new Owner();
    Mailbox mailbox = LayerRig.answer(rig.layer().openMailbox(owner));

    List.of("one", "two", "three").forEach(text -> rig.send(mailbox, text));

    assertThat(everythingIn(mailbox)).containsExactly("one", "two", "three");
    LayerUnderTest.soon().until(() -> owner.arrivals.get() > 0);
  }

  @Test
  default void aMailboxThatIsFullRefusesAndDropsNothing() {
    LayerRig rig = rig();
    Mailbox mailbox = LayerRig.answer(rig.layer().openMailbox(new Owner()));
    IntStream.range(0, MAILBOX_COUNT).forEach(i -> rig.send(mailbox, "m" + i));

    Refusal refusal = LayerRig.refused(rig.layer().send(mailbox.name(), Message.text("no")));

    assertThat(refusal).isEqualTo(Refusal.CHANNEL_FULL);
    assertThat(everythingIn(mailbox)).containsExactly("m0", "m1", "m2", "m3", "m4");
    rig.send(mailbox, "there is room again");
  }

  @Test
  default void aMailboxIsBoundedByBytesToo() {
    LayerRig rig = rig();
    Mailbox mailbox = LayerRig.answer(rig.layer().openMailbox(new Owner()));
    String large = "x".repeat((int) MAILBOX_BYTES);
    rig.send(mailbox, large);

    Refusal refusal = LayerRig.refused(rig.layer().send(mailbox.name(), Message.text("y")));

    assertThat(refusal).isEqualTo(Refusal.CHANNEL_FULL);
    assertThat(everythingIn(mailbox)).containsExactly(large);
    rig.send(mailbox, large);
  }

  @Test
  default void aNameThatNobodyOpenedIsRefused() {
    LayerRig rig = rig();
    ChannelName nobodys = new ChannelName("A".repeat(24));

    assertThat(LayerRig.refused(rig.layer().send(nobodys, Message.text("hi"))))
        .isEqualTo(Refusal.NO_CHANNEL);
    assertThat(LayerRig.refused(rig.layer().add(GROUP, nobodys))).isEqualTo(Refusal.NO_CHANNEL);
    assertThat(LayerRig.refused(rig.layer().remove(GROUP, nobodys))).isEqualTo(Refusal.NO_CHANNEL);
  }

  @Test
  default void theNameOfAClosedMailboxIsGoneWithWhatItHeld() {
    LayerRig rig = rig();
    Mailbox mailbox = LayerRig.answer(rig.layer().openMailbox(new Owner()));
    rig.send(mailbox, "unread");

    mailbox.close();
    mailbox.close();

    LayerUnderTest.soon().until(() -> rig.layer().statistics().mailboxes() == 0);
    assertThat(mailbox.take()).isNull();
    assertThat(LayerRig.refused(rig.layer().send(mailbox.name(), Message.text("hi"))))
        .isEqualTo(Refusal.NO_CHANNEL);
  }

  @Test
  default void everyMailboxHasANameOfItsOwnOfAtLeast128Bits() {
    LayerRig rig = rig();

    Set<String> names =
        IntStream.range(0, 100)
            .mapToObj(i -> LayerRig.answer(rig.layer().openMailbox(new Owner())).name().value())
            .collect(Collectors.toSet());

    assertThat(names).hasSize(100).allSatisfy(n -> assertThat(n).hasSizeGreaterThanOrEqualTo(22));
  }

  @Test
  default void whoeverIsAddedToAGroupIsToldItsHeadAndGetsNoPublicationByMail() {
    LayerRig rig = rig();
    Owner owner = new Owner();
    Mailbox mailbox = LayerRig.answer(rig.layer().openMailbox(owner));
    Position head = rig.publish(GROUP, "before").position();

    Position from = LayerRig.done(rig.layer().add(GROUP, mailbox.name()));
    rig.publish(GROUP, "after");

    assertThat(from).isEqualTo(head);
    LayerUnderTest.soon()
        .untilAsserted(() -> assertThat(owner.added).containsExactly(new Added(GROUP, head)));
    assertThat(open(rig, new Start.After(from)).read()).containsExactly("2");
    assertThat(mailbox.take()).isNull();
  }

  @Test
  default void addingTwiceIsAddingOnceMoreFromThen() {
    LayerRig rig = rig();
    Owner owner = new Owner();
    Mailbox mailbox = LayerRig.answer(rig.layer().openMailbox(owner));

    Position first = LayerRig.done(rig.layer().add(GROUP, mailbox.name()));
    rig.publish(GROUP, "between");
    Position second = LayerRig.done(rig.layer().add(GROUP, mailbox.name()));

    assertThat(second).isEqualTo(new Position(first.epoch(), first.offset() + 1));
    LayerUnderTest.soon().until(() -> owner.added.size() == 2);
  }

  @Test
  default void whoeverIsRemovedFromAGroupIsTold() {
    LayerRig rig = rig();
    Owner owner = new Owner();
    Mailbox mailbox = LayerRig.answer(rig.layer().openMailbox(owner));
    LayerRig.done(rig.layer().add(GROUP, mailbox.name()));

    Outcome<Void> outcome = LayerRig.answer(rig.layer().remove(GROUP, mailbox.name()));

    assertThat(outcome).isEqualTo(Outcome.done());
    LayerUnderTest.soon().untilAsserted(() -> assertThat(owner.removed).containsExactly(GROUP));
  }

  private static List<String> everythingIn(Mailbox mailbox) {
    List<String> texts = new ArrayList<>();
    for (Message message = mailbox.take(); message != null; message = mailbox.take()) {
      texts.add(message.text());
    }
    return texts;
  }
}
