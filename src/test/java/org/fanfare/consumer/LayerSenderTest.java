package org.fanfare.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.fanfare.connection.Ended;
import org.fanfare.connection.NotedUsers;
import org.fanfare.connection.Users;
import org.fanfare.layer.FailingLayer;
import org.fanfare.layer.FailingLayer.How;
import org.fanfare.layer.GroupState;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Owner;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Start;
import org.fanfare.log.GroupPolicy;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** Rule P32: what code of an application is answered when it publishes and sends. */
final class LayerSenderTest {
  private static final GroupName GROUP = new GroupName("any.group");

  /** What an application might tell. */
  public record Goal(String team, int minute) {}

  private final LayerRig memory =
      MemoryRigs.rig(
          group -> new GroupPolicy("any", 1, 10, 1 << 20, Policies.AGE, Policies.IDLE),
          1 << 20,
          2,
          1000);
  private final FailingLayer layer = new FailingLayer(memory.layer());
  private final LayerSender sender = new LayerSender(layer, 100, new TypedJson());

  @Test
  void whatIsPublishedIsInTheLogAsTheReceiptSays() {
    sender.open();

    assertThat(sender.publish(GROUP, Message.text("one")).offset()).isEqualTo(1);
    assertThat(sender.publish(GROUP, "goal", new Goal("home", 90)).offset()).isEqualTo(2);
    assertThat(sender.publish(GROUP, "empty", null).offset()).isEqualTo(3);

    assertThat(texts())
        .containsExactly(
            "one", "{\"type\":\"goal\",\"minute\":90,\"team\":\"home\"}", "{\"type\":\"empty\"}");
  }

  @Test
  void aTypedMessageIsAnObjectThatDoesNotSayItsTypeItself() {
    sender.open();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sender.publish(GROUP, "list", List.of(1)))
        .withMessageContaining("an array");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sender.publish(GROUP, "goal", Map.of("type", "other")))
        .withMessageContaining("has a member \"type\"");
    assertThat(memory.layer().statistics().published()).isZero();
  }

  @Test
  void beforeTheApplicationHasStartedAndAfterItHasStoppedNothingIsSent() {
    assertThatIllegalStateException().isThrownBy(() -> sender.publish(GROUP, Message.text("no")));
    sender.open();
    sender.publish(GROUP, Message.text("yes"));
    sender.close();

    assertThatIllegalStateException().isThrownBy(() -> sender.publish(GROUP, Message.text("no")));
    assertThat(texts()).containsExactly("yes");
  }

  @Test
  void aMessageHasTheBoundOfThoseOfClients() {
    sender.open();
    sender.publish(GROUP, Message.text("x".repeat(100)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sender.publish(GROUP, Message.text("x".repeat(101))))
        .withMessage("a message has at most 100 bytes (fanfare.message.max-size), not 101");
  }

  @Test
  void whatIsRefusedSaysWhy() {
    sender.open();
    sender.publish(GROUP, Message.text("the only group"));

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> sender.publish(new GroupName("any.other"), Message.text("no")))
        .matches(refused -> refused.code().equals("too-many-groups") && refused.status() == 503)
        .withMessageContaining("any.other");
  }

  @Test
  void aLayerThatFailsSaysWhetherSomethingMayHaveHappened() {
    sender.open();
    layer.breakDown(GROUP, How.AFTER);
    assertThatExceptionOfType(LayerException.class)
        .isThrownBy(() -> sender.publish(GROUP, Message.text("perhaps")))
        .matches(LayerException::mayHaveHappened);

    for (How how : List.of(How.BEFORE, How.THROWN)) {
      layer.breakDown(GROUP, how);
      assertThatExceptionOfType(LayerException.class)
          .isThrownBy(() -> sender.publish(GROUP, Message.text("no")))
          .matches(failure -> !failure.mayHaveHappened());
    }
  }

  @Test
  void aChannelIsSentToWhileSomebodyHasItAndItHasRoom() {
    sender.open();
    Mailbox mailbox = LayerRig.answer(memory.layer().openMailbox(new Owner()));

    assertThat(sender.send(mailbox.name(), Message.text("one"))).isTrue();
    assertThat(sender.send(mailbox.name(), "goal", new Goal("away", 1))).isTrue();
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> sender.send(mailbox.name(), Message.text("too much")))
        .matches(refused -> refused.code().equals("channel-full") && refused.status() == 503);
    mailbox.close();

    assertThat(sender.send(mailbox.name(), Message.text("late"))).isFalse();
    assertThat(sender.send(ChannelName.random(new SecureRandom()), Message.text("?"))).isFalse();
  }

  @Test
  void aChannelIsAddedToAGroupAndRemovedWhileSomebodyHasIt() {
    sender.open();
    Mailbox mailbox = LayerRig.answer(memory.layer().openMailbox(new Owner()));

    assertThat(sender.add(GROUP, mailbox.name())).isTrue();
    assertThat(sender.remove(GROUP, mailbox.name())).isTrue();
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> sender.add(new GroupName("any.other"), mailbox.name()))
        .matches(refused -> refused.code().equals("too-many-groups"));
    mailbox.close();

    assertThat(sender.add(GROUP, mailbox.name())).isFalse();
    assertThat(sender.remove(GROUP, mailbox.name())).isFalse();
  }

  @Test
  void theConnectionsOfAUserAreCountedAddedRemovedAndEnded() {
    Owner owner = new Owner();
    Mailbox mailbox = LayerRig.answer(layer.openMailbox(owner));
    NotedUsers annas = new NotedUsers("anna", mailbox.name());
    assertThatIllegalStateException().isThrownBy(() -> sender.connectionsOf("anna"));
    sender.open(
        new Users(layer, List.of(annas)),
        new SentAfterCommit(
            sender, new TypedJson(), 100, SentAfterCommit.Step::send, failed -> {}));

    assertThat(sender.connectionsOf("anna")).isEqualTo(2);
    assertThat(sender.addUser(GROUP, "anna")).isEqualTo(1);
    assertThat(sender.addUser(GROUP, "berta")).isZero();
    assertThat(sender.removeUser(GROUP, "anna")).isEqualTo(1);
    assertThat(owner.addedTo()).containsExactly(GROUP);
    assertThat(owner.removedFrom()).containsExactly(GROUP);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(
            () -> {
              sender.publish(GROUP, Message.text("the only group that there may be"));
              sender.addUser(new GroupName("any.other"), "anna");
            })
        .matches(refused -> refused.code().equals("too-many-groups"));
    sender.end("anna", Ended.DISCONNECTED);
    assertThat(annas.ends()).containsExactly(new NotedUsers.End("anna", "disconnected", null));
    sender.close();
    assertThatIllegalStateException().isThrownBy(() -> sender.addUser(GROUP, "anna"));
  }

  @Test
  void groupsAreListedLookedAtReadTrimmedAndBegunAnew() {
    sender.open();
    assertThat(sender.state(GROUP)).isEmpty();
    assertThat(sender.restart(GROUP)).isEmpty();
    List.of("1", "2", "3").forEach(text -> sender.publish(GROUP, Message.text(text)));

    assertThat(sender.list(name -> true, null, 10)).containsExactly(GROUP);
    assertThat(sender.state(GROUP).map(GroupState::head)).contains(3L);
    assertThat(sender.trim(GROUP, 2).map(GroupState::first)).contains(3L);
    assertThat(
            sender
                .read(GROUP, new Start.Oldest(), 10)
                .map(excerpt -> excerpt.reading().slice().first().message().text()))
        .contains("3");
    assertThat(sender.restart(GROUP).map(GroupState::head)).contains(0L);
    sender.close();
    assertThatIllegalStateException().isThrownBy(() -> sender.state(GROUP));
  }

  @Test
  void theGroupOfAUserIsKnownAtAnyTime() {
    assertThat(sender.groupOf("anna@example.org"))
        .isEqualTo(new GroupName("user.anna_40example_2eorg"));
    assertThatIllegalArgumentException().isThrownBy(() -> sender.groupOf("x".repeat(200)));
  }

  private List<String> texts() {
    return LayerRig.done(memory.layer().open(GROUP, new Start.Oldest(), Runnable::run, batch -> {}))
        .read(Long.MAX_VALUE)
        .slice()
        .publications()
        .stream()
        .map(publication -> publication.message().text())
        .toList();
  }
}
