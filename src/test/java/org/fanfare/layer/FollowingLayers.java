package org.fanfare.layer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.fanfare.memory.MemoryChannelLayer;

/**
 * Gives a node in a real server a {@link FollowingLayer}, by being a bean beside it in the WAR. The
 * other node and the network to it are in the same server. Groups named {@code late.*} it opens
 * late.
 */
@ApplicationScoped
public class FollowingLayers implements LayerFactory {
  private static final System.Logger LOG = System.getLogger(FollowingLayers.class.getName());
  private static final int SEED = 1;
  private static final Duration LATE = Duration.ofMillis(300);

  @Override
  public NodeLayer make(LayerSetup setup) {
    LOG.log(System.Logger.Level.INFO, "This node follows another one, which was made up");
    AtomicReference<MemoryChannelLayer> there = new AtomicReference<>();
    ExecutorService network = Executors.newFixedThreadPool(3);
    FollowingLayer here =
        new FollowingLayer(
            () -> {
              MemoryChannelLayer empty = new MemoryChannelLayer(setup);
              there.set(empty);
              return empty;
            },
            setup.policies(),
            setup.clock(),
            network,
            SEED);
    Executor later =
        CompletableFuture.delayedExecutor(LATE.toMillis(), TimeUnit.MILLISECONDS, network);
    ChannelLayer late =
        LateAnswers.of(
            here,
            "late.",
            opening -> CompletableFuture.supplyAsync(opening, later).thenCompose(opened -> opened));
    return new NodeLayer() {
      @Override
      public ChannelLayer layer() {
        return late;
      }

      @Override
      public String name() {
        return "following";
      }

      @Override
      public LayerState state() {
        return here.state();
      }

      @Override
      public void tick() {
        there.get().tick();
        here.sweep();
      }

      @Override
      public void close() {
        network.shutdownNow();
      }
    };
  }
}
