package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/**
 * What open readers are told when the layer has lost the newest part of its logs elsewhere: for a
 * layer whose logs are not in the memory of its readers' node.
 */
@Law({1, 2, 3})
public interface LostReadersPromises extends LostTailPromises {
  @Test
  default void aReaderIsToldWhereItMissesSomethingAndGoesOnInTheNewLife() {
    Losing layer = losing(Policies.ROOMY);
    Follower reader = open(layer.rig(), new Start.Now()).follow();
    layer.rig().publishMany(GROUP, 5);

    layer.lose().accept(3);
    layer.rig().publishMany(GROUP, 2);

    LayerUnderTest.soon()
        .untilAsserted(
            () ->
                assertThat(reader.told())
                    .containsExactly("1", "2", "3", "4", "5", "6- epoch", "1", "2"));
  }

  @Test
  default void aReaderIsWokenForTheGapAlone() {
    Losing layer = losing(Policies.ROOMY);
    Follower reader = open(layer.rig(), new Start.Now()).follow();
    layer.rig().publish(GROUP, "1");

    layer.lose().accept(0);

    LayerUnderTest.soon()
        .untilAsserted(() -> assertThat(reader.told()).containsExactly("1", "2- epoch"));
  }

  @Test
  default void aReaderThatIsBehindIsGivenWhatIsLeftBeforeTheGap() {
    Losing layer = losing(Policies.ROOMY);
    Follower behind = open(layer.rig(), new Start.Now());
    layer.rig().publishMany(GROUP, 3);

    layer.lose().accept(3);
    layer.rig().publish(GROUP, "new");

    assertThat(behind.read()).containsExactly("1", "2", "3");
    assertThat(behind.read()).containsExactly("4- epoch", "1");
  }

  @Test
  default void whatIsPublishedAfterALossCanBeReadHereWhenItIsDone() {
    Losing layer = losing(Policies.ROOMY);
    Follower reader = open(layer.rig(), new Start.Now());

    layer.lose().accept(0);
    layer.rig().publish(GROUP, "new");

    assertThat(reader.read()).containsExactly("1- epoch", "1");
  }

  @Test
  default void aPositionInTheNewLifeIsOneToGoOnFrom() {
    Losing layer = losing(Policies.ROOMY);
    Follower reader = open(layer.rig(), new Start.Now());
    layer.lose().accept(0);
    layer.rig().publish(GROUP, "new");
    reader.read();

    Follower next = open(layer.rig(), new Start.After(reader.position()));

    assertThat(next.read()).isEmpty();
    layer.rig().publish(GROUP, "newer");
    assertThat(next.read()).containsExactly("2");
  }

  @Test
  default void manyLossesAreToldOneAfterTheOther() {
    Losing layer = losing(Policies.ROOMY);
    Follower reader = open(layer.rig(), new Start.Now()).follow();

    for (int i = 0; i < 3; i++) {
      layer.rig().publish(GROUP, "x");
      layer.lose().accept(0);
    }
    layer.rig().publish(GROUP, "x");

    List<String> each = List.of("2- epoch", "1");
    LayerUnderTest.soon().until(() -> reader.told().size() >= 7);
    assertThat(reader.told().get(0)).isEqualTo("1");
    assertThat(IntStream.range(0, 3).mapToObj(i -> reader.told().subList(1 + 2 * i, 3 + 2 * i)))
        .allSatisfy(told -> assertThat(told).isEqualTo(each));
  }
}
