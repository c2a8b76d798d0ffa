package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** Which node is asked about a channel is said by the channel's name (R18). */
@Law({4, 8})
final class RedisChannelsTest implements MailboxOwner {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final GroupName GROUP = new GroupName("any.group");
  private static final Position HEAD = new Position(new Epoch(7), 9);
  private static final LayerLimits LIMITS =
      new LayerLimits(1, 5, 100, new LayerLimits.Keys(1, 1, Duration.ofMinutes(1)));

  private final List<String> told = new ArrayList<>();
  private final List<GroupName> touched = new ArrayList<>();
  private final Neighbours neighbours = new Neighbours();
  private final RedisChannels here = node();
  private final RedisChannels elsewhere = node();

  private RedisChannels node() {
    NodeTag tag = NodeTag.random(RANDOM);
    RedisChannels channels = new RedisChannels(tag, LIMITS, neighbours, this::touch, RANDOM);
    neighbours.add(tag, channels.mailboxes());
    return channels;
  }

  private CompletionStage<Outcome<Position>> touch(GroupName group) {
    touched.add(group);
    return CompletableFuture.completedFuture(Outcome.done(HEAD));
  }

  @Override
  public void arrived() {
    told.add("arrived");
  }

  @Override
  public void added(GroupName group, Position from) {
    told.add("added " + group.value() + " after " + from.offset());
  }

  @Override
  public void removed(GroupName group) {
    told.add("removed " + group.value());
  }

  @Test
  void aChannelIsReachedFromItsNodeAndFromAnother() {
    Mailbox mailbox = elsewhere.open(this);
    for (RedisChannels from : List.of(elsewhere, here)) {
      LayerRig.answer(from.send(mailbox.name(), Message.text("hello")));
      assertThat(mailbox.take()).extracting(Message::text).isEqualTo("hello");
      assertThat(LayerRig.done(from.add(GROUP, mailbox.name()))).isEqualTo(HEAD);
      LayerRig.answer(from.remove(GROUP, mailbox.name()));
    }

    assertThat(told)
        .containsExactly(
            "arrived",
            "added any.group after 9",
            "removed any.group",
            "arrived",
            "added any.group after 9",
            "removed any.group");
    assertThat(here.mailboxes().count()).isZero();
    assertThat(elsewhere.mailboxes().count()).isOne();
  }

  @Test
  void aChannelThatHasEndedOrNeverWasIsRefusedAndItsGroupIsNotBegun() {
    Mailbox mailbox = here.open(this);
    mailbox.close();

    for (ChannelName name : List.of(mailbox.name(), ChannelName.random(RANDOM))) {
      assertThat(LayerRig.refused(here.send(name, Message.text("x"))))
          .isEqualTo(Refusal.NO_CHANNEL);
      assertThat(LayerRig.refused(here.add(GROUP, name))).isEqualTo(Refusal.NO_CHANNEL);
      assertThat(LayerRig.refused(here.remove(GROUP, name))).isEqualTo(Refusal.NO_CHANNEL);
    }
    assertThat(touched).isEmpty();
  }

  @Test
  void aChannelOfANodeThatIsGoneIsRefused() {
    ChannelName gone = NodeTag.random(RANDOM).newChannel(RANDOM);

    assertThat(LayerRig.refused(here.send(gone, Message.text("x")))).isEqualTo(Refusal.NO_CHANNEL);
    assertThat(LayerRig.refused(here.add(GROUP, gone))).isEqualTo(Refusal.NO_CHANNEL);
    assertThat(LayerRig.refused(here.remove(GROUP, gone))).isEqualTo(Refusal.NO_CHANNEL);
  }

  @Test
  void aGroupThatHasNoPlaceIsNotJoined() {
    RedisChannels full =
        new RedisChannels(
            NodeTag.random(RANDOM),
            LIMITS,
            neighbours,
            group -> CompletableFuture.completedFuture(Outcome.refused(Refusal.TOO_MANY_GROUPS)),
            RANDOM);
    Mailbox mailbox = full.open(this);

    assertThat(LayerRig.refused(full.add(GROUP, mailbox.name())))
        .isEqualTo(Refusal.TOO_MANY_GROUPS);
    assertThat(told).isEmpty();
  }
}
