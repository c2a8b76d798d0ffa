package org.fanfare.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fanfare.connection.Answer;
import org.fanfare.gate.Law;
import org.fanfare.layer.FailingLayer;
import org.fanfare.layer.LateLayer;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Refusals;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;

/** Each message of a batch is answered alone, and those to one group keep their order. */
@Law({1, 4})
class BatchPublisherTest {
  private static final GroupName A = new GroupName("shop.a");
  private static final GroupName B = new GroupName("shop.b");
  private static final Key SHOP =
      Key.named("shop", Set.of(KeyPermission.API, KeyPermission.PUBLISH), List.of("shop.*"));

  private final LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
  private final FailingLayer layer = new FailingLayer(memory.layer());
  private final BatchPublisher publisher = publisher(layer);

  private static BatchPublisher publisher(org.fanfare.layer.ChannelLayer layer) {
    return new BatchPublisher(new Publisher(layer, new Refusals(() -> 0), () -> 0));
  }

  @Test
  void eachMessageIsAnsweredInItsPlace() {
    List<Answer> answers =
        publish(
            ready("one", A),
            new BatchPublisher.Item.Refused(new Problem(Status.TOO_LARGE, "so large")),
            ready("two", A, B),
            ready("three", B));

    assertThat(answers)
        .extracting(BatchPublisherTest::words)
        .containsExactly("{shop.a=1}", "too-large", "{shop.a=2, shop.b=1}", "{shop.b=2}");
  }

  @Test
  void messagesToOneGroupKeepTheirOrderAlsoWhereTheLayerIsLate() throws InterruptedException {
    ExecutorService network = Executors.newFixedThreadPool(3);
    try {
      BatchPublisher late = publisher(new LateLayer(memory.layer(), network, 1));
      List<BatchPublisher.Item> batch = new ArrayList<>();
      IntStream.range(0, 100).forEach(i -> batch.add(ready("m" + i, i % 2 == 0 ? A : B)));

      List<Answer> answers = LayerRig.answer(late.publish(batch));

      assertThat(answers)
          .extracting(BatchPublisherTest::words)
          .containsExactlyElementsOf(
              IntStream.range(0, 100)
                  .mapToObj(i -> "{shop.%s=%d}".formatted(i % 2 == 0 ? "a" : "b", i / 2 + 1))
                  .toList());
    } finally {
      network.shutdownNow();
      network.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void afterAFailureTheLaterMessagesToThatGroupAreNotPublishedAndOthersAre() {
    layer.breakDown(A, FailingLayer.How.BEFORE);

    List<Answer> answers =
        publish(
            ready("one", A),
            ready("two", B),
            ready("three", A),
            ready("four", A, B),
            ready("five", B));

    assertThat(answers)
        .extracting(BatchPublisherTest::words)
        .containsExactly("unavailable", "{shop.b=1}", "unavailable", "unavailable", "unavailable");
    assertThat(((Answer.Rejected) answers.get(2)).problem().detail())
        .contains("an earlier message to one of its groups failed");
  }

  @Test
  void aRepeatOfABatchWithItsKeysPublishesOnlyWhatIsMissing() {
    layer.breakDown(A, FailingLayer.How.AFTER);
    publish(keyed("one", "1", A), keyed("two", "2", A));
    layer.mend();

    List<Answer> answers = publish(keyed("one", "1", A), keyed("two", "2", A));

    assertThat(answers)
        .extracting(BatchPublisherTest::words)
        .containsExactly("{shop.a=1} again", "{shop.a=2}");
  }

  @Test
  void aKeyPublishesToItsGroupsOnlyAndOnlyIfItMay() {
    Key reader = Key.named("desk", Set.of(KeyPermission.API, KeyPermission.READ), List.of("*"));

    assertThatThrownBy(() -> KeyRights.requirePublishing(reader, List.of(A)))
        .isInstanceOf(ProblemException.class)
        .hasMessage("this needs a key that may publish, and the key desk may read, api");
    assertThatThrownBy(() -> KeyRights.requirePublishing(SHOP, List.of(A, new GroupName("office"))))
        .isInstanceOf(ProblemException.class)
        .hasMessage("the key shop is not for the group office, but for shop.*");
  }

  private List<Answer> publish(BatchPublisher.Item... batch) {
    return LayerRig.answer(publisher.publish(List.of(batch)));
  }

  private static BatchPublisher.Item ready(String text, GroupName... groups) {
    return new BatchPublisher.Item.Ready(permit(groups), Message.text(text), null);
  }

  private static BatchPublisher.Item keyed(String text, String key, GroupName... groups) {
    return new BatchPublisher.Item.Ready(permit(groups), Message.text(text), key);
  }

  private static Permit permit(GroupName... groups) {
    return KeyRights.requirePublishing(SHOP, Stream.of(groups).toList());
  }

  private static String words(Answer answer) {
    if (answer instanceof Answer.Rejected rejected) {
      return rejected.problem().word();
    }
    Answer.Accepted accepted = (Answer.Accepted) answer;
    return accepted.offsets() + (accepted.replayed() ? " again" : "");
  }
}
