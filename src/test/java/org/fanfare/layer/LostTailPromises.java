package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.junit.jupiter.api.Test;

/**
 * What a client is told that comes back after the layer has lost the newest part of its logs: where
 * it may have missed something, before anything that was published later.
 */
@Law({2, 3})
public interface LostTailPromises extends LayerUnderTest {
  /**
   * A layer that loses what it holds when the test says so.
   *
   * @param rig the layer
   * @param lose starts again what holds its logs; of each group what comes after an offset is lost,
   *     and perhaps more
   */
  record Losing(LayerRig rig, LongConsumer lose) {}

  /** A fresh layer, which loses everything: it is started again with an empty memory. */
  default Losing losing(GroupPolicy policy) {
    AtomicReference<LayerRig> present = new AtomicReference<>(rig(policy));
    ChannelLayer layer =
        (ChannelLayer)
            Proxy.newProxyInstance(
                ChannelLayer.class.getClassLoader(),
                new Class<?>[] {ChannelLayer.class},
                (self, method, arguments) -> {
                  try {
                    return method.invoke(present.get().layer(), arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    LayerRig rig =
        new LayerRig(
            layer, time -> present.get().clock().accept(time), () -> present.get().sweeper().run());
    return new Losing(rig, upTo -> present.set(rig(policy)));
  }

  @Test
  default void noPositionIsEverGivenToTwoPublications() {
    Losing layer = losing(Policies.ROOMY);
    List<Position> given = new ArrayList<>();
    for (int life = 0; life < 3; life++) {
      IntStream.range(0, 5).forEach(i -> given.add(publish(layer, "x")));
      layer.lose.accept(3);
    }

    assertThat(given).doesNotHaveDuplicates();
  }

  @Test
  default void aPositionBeyondWhatWasKeptIsGivenAnEpochGapThenTheNewLife() {
    Losing layer = losing(Policies.ROOMY);
    layer.rig.publishMany(GROUP, 4);
    Position held = publish(layer, "5");

    layer.lose.accept(3);
    layer.rig.publishMany(GROUP, 2);

    assertThat(open(layer.rig, new Start.After(held)).read()).containsExactly("6- epoch", "1", "2");
  }

  @Test
  default void thatGapIsGivenAlsoWhenNothingFollowsIt() {
    Losing layer = losing(Policies.ROOMY);
    Position held = publish(layer, "1");

    layer.lose.accept(0);

    assertThat(open(layer.rig, new Start.After(held)).read()).containsExactly("2- epoch");
  }

  @Test
  default void whatWasNotKeptIsNeverPassedOverInSilence() {
    Losing layer = losing(Policies.ROOMY);
    Position held = publish(layer, "1");
    layer.rig.publishMany(GROUP, 4);

    layer.lose.accept(3);
    publish(layer, "new");
    Follower reader = open(layer.rig, new Start.After(held)).follow();

    LayerUnderTest.soon().until(() -> reader.texts().contains("new"));
    List<String> told = reader.told();
    int kept = told.size() - 2; // of the old life, without a hole
    assertThat(told.subList(0, kept))
        .containsExactlyElementsOf(
            IntStream.range(2, 2 + kept).mapToObj(Integer::toString).toList());
    assertThat(told.subList(kept, told.size())).containsExactly(2 + kept + "- epoch", "1");
  }

  private static Position publish(Losing layer, String text) {
    return layer.rig.publish(GROUP, text).position();
  }
}
