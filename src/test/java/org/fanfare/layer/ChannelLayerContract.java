package org.fanfare.layer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Holds a channel layer to every promise of the contract.
 *
 * <p>A subclass makes the layer. Nothing here takes an answer to be there at once: stages and wakes
 * are awaited, readers are used on their executor, time passes only when a promise says so.
 */
public abstract class ChannelLayerContract
    implements LifePromises,
        PublishingPromises,
        KeyPromises,
        BoundsPromises,
        ReadingPromises,
        GapPromises,
        WakingPromises,
        ChannelPromises,
        GroupsPromises,
        LostTailPromises {
  private ExecutorService executor;

  @BeforeEach
  void startExecutor() {
    executor = Executors.newSingleThreadExecutor();
  }

  @AfterEach
  void stopExecutor() throws InterruptedException {
    executor.shutdownNow();
    executor.awaitTermination(10, TimeUnit.SECONDS);
  }

  @Override
  public final ExecutorService executor() {
    return executor;
  }
}
