package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.fanfare.LogCapture;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.NodeLayer;
import org.fanfare.layer.Policies;
import org.fanfare.memory.MemoryRigs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log is told of a node's layer: each change once. */
final class LayerWatchTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  private final LogCapture told = new LogCapture(LayerWatch.class.getName());
  private final Layer layer = new Layer();

  @AfterEach
  void theLogIsAsItWas() {
    told.close();
  }

  @Test
  void itsBeginItsChangesAndItsEndAreToldOnceEach() {
    LayerWatch watch = new LayerWatch(layer);
    watch.tick();
    watch.tick();
    layer.state = new LayerState(LayerState.Kind.INTERRUPTED, SINCE, "a cable");
    watch.tick();
    watch.tick();
    layer.state = LayerState.up(SINCE);
    watch.tick();
    watch.close();

    assertThat(told.lines())
        .containsExactly(
            "INFO The channel layer made-up has begun: up",
            "WARNING The channel layer made-up is interrupted: a cable",
            "INFO The channel layer made-up is up",
            "INFO The channel layer made-up has ended");
    assertThat(layer.ticks).isEqualTo(5);
    assertThat(layer.closed).isTrue();
  }

  @Test
  void aLayerThatIsNotUpAtOnceIsGivenAMomentAndThenToldOnce() {
    layer.state = new LayerState(LayerState.Kind.INTERRUPTED, SINCE, "it has not answered yet");
    LayerWatch watch = new LayerWatch(layer);
    for (int i = 1; i < LayerWatch.MOMENT; i++) {
      watch.tick();
    }
    assertThat(told.lines()).containsExactly("INFO The channel layer made-up has begun");

    layer.state = new LayerState(LayerState.Kind.INTERRUPTED, SINCE, "no such host");
    watch.tick();
    watch.tick();
    assertThat(told.lines())
        .containsExactly(
            "INFO The channel layer made-up has begun",
            "WARNING The channel layer made-up is interrupted: no such host");
  }

  @Test
  void aLayerThatIsUpAMomentLaterIsToldSo() {
    layer.state = new LayerState(LayerState.Kind.INTERRUPTED, SINCE, "it has not answered yet");
    LayerWatch watch = new LayerWatch(layer);
    layer.state = LayerState.up(SINCE);
    watch.tick();
    watch.tick();

    assertThat(told.lines())
        .containsExactly(
            "INFO The channel layer made-up has begun", "INFO The channel layer made-up is up");
  }

  private static final class Layer implements NodeLayer {
    private final LayerRig rig = MemoryRigs.rig(Policies.ROOMY);
    private LayerState state = LayerState.up(SINCE);
    private int ticks;
    private boolean closed;

    @Override
    public ChannelLayer layer() {
      return rig.layer();
    }

    @Override
    public String name() {
      return "made-up";
    }

    @Override
    public LayerState state() {
      return state;
    }

    @Override
    public void tick() {
      ticks++;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
