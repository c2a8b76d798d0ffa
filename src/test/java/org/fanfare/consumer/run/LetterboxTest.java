package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fanfare.gate.Law;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LateLayer;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.session.Subscriptions;
import org.fanfare.threads.Shard;
import org.junit.jupiter.api.Test;

/** What becomes of a channel for which a consumer has ceased to wait. */
final class LetterboxTest {
  private static final int PATIENCE_SECONDS = 10;

  @Test
  @Law(7)
  void aChannelThatIsOpenedTooLateIsClosed() throws InterruptedException {
    LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
    BlockingQueue<Runnable> network = new LinkedBlockingQueue<>();
    ChannelLayer late = new LateLayer(memory.layer(), network::add, 1);
    Callbacks callbacks = new Callbacks(Runnable::run, event -> {});
    GroupLinks groups =
        new GroupLinks(new Subscriptions(late), new Shard(Runnable::run), callbacks);
    Letterbox letterbox = new Letterbox(late, callbacks, groups);

    Thread.currentThread().interrupt(); // instead of waiting for two seconds
    assertThatExceptionOfType(LayerException.class).isThrownBy(letterbox::name);
    assertThat(Thread.interrupted()).isTrue();
    next(network).run(); // the layer opens it
    assertThat(memory.layer().statistics().mailboxes()).isEqualTo(1);
    next(network).run(); // and says so

    await().until(() -> memory.layer().statistics().mailboxes() == 0);
  }

  private static Runnable next(BlockingQueue<Runnable> network) throws InterruptedException {
    Runnable task = network.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(task).isNotNull();
    return task;
  }
}
