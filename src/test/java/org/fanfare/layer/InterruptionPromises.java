package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.fanfare.gate.Law;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** What a layer does that can lose the nodes with which it shares its logs. */
@Law(2)
public interface InterruptionPromises extends LayerUnderTest {
  /**
   * A layer whose network the test holds.
   *
   * @param rig the layer
   * @param interrupt cuts it off from the other nodes; done when it returns
   * @param resume lets it reach them again
   * @param elsewhere the layer of another node, which goes on meanwhile
   */
  record Interruptible(LayerRig rig, Runnable interrupt, Runnable resume, ChannelLayer elsewhere) {
    void publishElsewhere(String text) {
      LayerRig.done(elsewhere.publish(GROUP, Message.text(text)));
    }
  }

  /** A fresh layer. */
  Interruptible interruptible(GroupPolicy policy);

  @Test
  default void aReaderIsToldWhatCameMeanwhileWhenItGoesOnWithoutAGap() {
    Interruptible layer = interruptible(Policies.ROOMY);
    Follower reader = open(layer.rig, new Start.Now()).follow();
    layer.rig.publish(GROUP, "before");

    layer.interrupt.run();
    layer.publishElsewhere("meanwhile");
    layer.publishElsewhere("and more");
    assertThat(reader.isInterrupted()).isTrue();
    assertThat(reader.texts()).containsExactly("before");

    layer.resume.run();
    layer.publishElsewhere("after");

    LayerUnderTest.soon()
        .untilAsserted(() -> assertThat(reader.told()).containsExactly("1", "2", "3", "4"));
    assertThat(reader.isInterrupted()).isFalse();
  }

  @Test
  default void aReaderIsWokenWhenItIsInterruptedAndWhenItGoesOn() {
    Interruptible layer = interruptible(Policies.ROOMY);
    Follower reader = open(layer.rig, new Start.Now());
    layer.rig.publish(GROUP, "before");
    reader.read();
    int before = reader.wakes();

    layer.interrupt.run();
    LayerUnderTest.soon().until(() -> reader.wakes() > before && reader.isInterrupted());
    int during = reader.wakes();

    layer.resume.run();
    LayerUnderTest.soon().until(() -> reader.wakes() > during && !reader.isInterrupted());
  }

  @Test
  default void whatWasLetGoMeanwhileIsNamed() {
    Interruptible layer = interruptible(Policies.count(3));
    Follower reader = open(layer.rig, new Start.Now()).follow();
    layer.rig.publish(GROUP, "before");
    LayerUnderTest.soon().until(() -> reader.told().size() == 1);

    layer.interrupt.run();
    for (int i = 2; i <= 9; i++) {
      layer.publishElsewhere(String.valueOf(i));
    }
    layer.resume.run();

    LayerUnderTest.soon()
        .untilAsserted(
            () -> assertThat(reader.told()).containsExactly("1", "2-6 overflow", "7", "8", "9"));
  }

  @Test
  @Law(4)
  default void whatCannotBePublishedFailsAndHasNotHappened() {
    Interruptible layer = interruptible(Policies.ROOMY);
    Follower reader = open(layer.rig, new Start.Now()).follow();
    layer.interrupt.run();

    failsForCertain(layer.rig.layer().publish(GROUP, Message.text("never")));

    layer.resume.run();
    layer.rig.publish(GROUP, "first");
    LayerUnderTest.soon().untilAsserted(() -> assertThat(reader.texts()).containsExactly("first"));
  }

  @Test
  default void aNewReaderIsServedOnlyFromWhatIsHere() {
    Interruptible layer = interruptible(Policies.ROOMY);
    Follower other = open(layer.rig, new Start.Now()).follow();
    Position first = layer.rig.publish(GROUP, "1").position();
    layer.rig.publish(GROUP, "2");
    layer.interrupt.run();

    Follower here = open(layer.rig, new Start.After(first));

    assertThat(here.read()).containsExactly("2");
    assertThat(here.isInterrupted()).isTrue();
    failsForCertain(open(layer, new Start.Now()));
    failsForCertain(open(layer, new Start.Oldest()));
    assertThat(other.isInterrupted()).isTrue();
  }

  private CompletionStage<?> open(Interruptible layer, Start start) {
    return layer.rig.layer().open(GROUP, start, executor(), batch -> {});
  }

  private static void failsForCertain(CompletionStage<?> stage) {
    assertThatThrownBy(() -> stage.toCompletableFuture().get(10, TimeUnit.SECONDS))
        .cause()
        .asInstanceOf(InstanceOfAssertFactories.type(LayerException.class))
        .extracting(LayerException::mayHaveHappened)
        .isEqualTo(false);
  }
}
