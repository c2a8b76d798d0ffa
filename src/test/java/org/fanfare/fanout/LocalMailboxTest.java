package org.fanfare.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** What the contract cannot see of a mailbox: a send that meets its end. */
@Law(6)
final class LocalMailboxTest implements MailboxOwner {
  private static final LayerLimits.Keys KEYS = new LayerLimits.Keys(1, 1, Duration.ofMinutes(1));

  private final AtomicInteger arrivals = new AtomicInteger();
  private final LocalMailbox mailbox =
      new LocalMailbox(
          ChannelName.random(new SecureRandom()),
          this,
          new LayerLimits(1, 10, 100, KEYS),
          () -> {});

  @Test
  void aSenderWhoFoundItJustBeforeItsEndIsRefusedAndNothingIsKept() {
    mailbox.close();

    assertThat(mailbox.put(Message.text("late"))).isEqualTo(Outcome.refused(Refusal.NO_CHANNEL));
    assertThat(mailbox.take()).isNull();
    assertThat(arrivals).hasValue(0);
  }

  @Test
  void itsOwnerMayTakeAtOnceWhenItIsTold() {
    assertThat(mailbox.put(Message.text("hi"))).isEqualTo(Outcome.done());

    assertThat(arrivals).hasValue(1);
    assertThat(mailbox.take()).isNull();
  }

  @Override
  public void arrived() {
    arrivals.incrementAndGet();
    assertThat(mailbox.take()).isNotNull();
  }

  @Override
  public void added(GroupName group, Position from) {}

  @Override
  public void removed(GroupName group) {}
}
