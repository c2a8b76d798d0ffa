package org.fanfare.consumer.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.LayerStatistics;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Owner;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;

/** What is opened so late that nobody waits for it any more is closed, as on a server. */
final class FaultyLayerTest {
  private static final Duration TOO_LATE = Duration.ofSeconds(5);

  private final LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
  private final OneThread thread = new OneThread();
  private final FaultyLayer layer =
      new FaultyLayer(memory.layer(), new TestLayer().late(TOO_LATE), thread);

  @Test
  void aReaderThatIsOpenedTooLateIsClosed() {
    CompletionStage<Outcome<Reader>> opened =
        layer.open(new GroupName("news"), new Start.Now(), thread, batch -> {});

    thread.advance(TOO_LATE);

    LayerStatistics now = memory.layer().statistics();
    assertThat(opened.toCompletableFuture()).isCompletedExceptionally();
    assertThat(now.groups()).isEqualTo(1); // it was opened
    assertThat(now.readers()).isZero();
  }

  @Test
  void aMailboxThatIsOpenedTooLateIsClosed() {
    CompletionStage<Mailbox> opened = layer.openMailbox(new Owner());

    thread.advance(TOO_LATE);

    assertThat(opened.toCompletableFuture()).isCompletedExceptionally();
    assertThat(memory.layer().statistics().mailboxes()).isZero();
  }
}
