package org.fanfare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.publish.PublishRig.OPEN;
import static org.fanfare.publish.PublishRig.OPEN_TOO;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Owner;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of the subprotocol join and leave groups, and send to channels. */
final class FramedInboxChannelsTest {
  private final InboxRig rig = new InboxRig();

  @Test
  void whoJoinsReadsFromTheMomentThatTheAnswerNames() {
    rig.publish(OPEN_TOO, "before");

    rig.says("{'join':{'id':'7','groups':['open.b']}}");
    String cursor = rig.connection.cursor().text();
    rig.publish(OPEN_TOO, "after");

    assertThat(rig.told())
        .containsExactly(
            "hello", "reply {'reply':{'id':'7','status':202,'cursor':'" + cursor + "'}}", "after");
    assertThat(rig.publishing.memory.layer().statistics().readers()).isEqualTo(2);
  }

  @Test
  void whoJoinsMaySayWhereToStart() {
    rig.publish(OPEN_TOO, "one", "two", "three");

    rig.says("{'join':{'groups':['open.b'],'last':2}}");

    assertThat(rig.told()).containsExactly("hello", "two", "three");
  }

  @Test
  void aConnectionReadsSixteenGroupsAndNoMore() {
    rig.says("{'join':{'id':'1','groups':[" + names(15) + "]}}");
    rig.says("{'join':{'id':'2','groups':['open.b']}}");
    rig.says("{'join':{'id':'3','groups':[" + names(17) + "]}}");

    assertThat(rig.answers().get(0)).contains("'id':'1','status':202");
    assertThat(rig.answers().get(1))
        .contains("'id':'2','status':400")
        .contains("at most 16 groups");
    assertThat(rig.answers().get(2)).contains("'id':'3','status':400").contains("invalid-name");
    assertThat(rig.publishing.memory.layer().statistics().readers()).isEqualTo(16);
  }

  private static String names(int count) {
    return String.join(",", IntStream.range(0, count).mapToObj(i -> "'open." + i + "'").toList());
  }

  @Test
  void whoLeavesReadsNoMore() {
    rig.says("{'leave':{'id':'7','groups':['open.a','open.b']}}");
    rig.publish(OPEN, "one");

    assertThat(rig.told()).hasSize(2);
    assertThat(rig.answers().get(0)).startsWith("{'reply':{'id':'7','status':202,'cursor':'");
    assertThat(rig.publishing.memory.layer().statistics().readers()).isZero();
  }

  @Test
  void whoeverHasTheNameOfAChannelMaySendThere() {
    Mailbox mailbox = mailbox();

    rig.says("{'send':{'id':'7','channel':'" + mailbox.name().value() + "','text':'one'}}");
    rig.says("{'send':{'channel':'" + mailbox.name().value() + "','json':[2]}}");

    assertThat(List.of(text(mailbox), text(mailbox))).containsExactly("one", "[2]");
    assertThat(rig.answers()).containsExactly("{'reply':{'id':'7','status':202}}");
  }

  @Test
  void aChannelThatNobodyHasIsToldWithOrWithoutAnId() {
    String nobody = "x".repeat(24);

    rig.says("{'send':{'id':'7','channel':'" + nobody + "','text':'one'}}");
    rig.says("{'send':{'channel':'" + nobody + "','text':'one'}}");

    assertThat(rig.answers().get(0)).contains("'id':'7','status':404").contains("no-channel");
    assertThat(rig.answers().get(1)).startsWith("{'reply':{'status':404,").contains("no-channel");
  }

  @Test
  void aFullChannelIsTold() {
    Mailbox mailbox = mailbox();
    IntStream.range(0, 100).forEach(i -> rig.publishing.memory.send(mailbox, "" + i));

    rig.says("{'send':{'id':'7','channel':'" + mailbox.name().value() + "','text':'one'}}");

    assertThat(rig.answers().get(0)).contains("'id':'7','status':503").contains("channel-full");
  }

  @Test
  void theAnswerToASenderWaitsForTheLayer() {
    InboxRig late = InboxRig.late();
    late.says("{'send':{'id':'7','channel':'" + "x".repeat(24) + "','text':'one'}}");
    assertThat(late.answers()).isEmpty();

    late.held.letGo();

    assertThat(late.answers()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLayerThatFailsIsToldToTheSender(boolean throwing) {
    rig.over(failing(throwing));

    rig.says("{'send':{'id':'7','channel':'" + "x".repeat(24) + "','text':'one'}}");

    assertThat(rig.answers()).hasSize(1);
    assertThat(rig.answers().get(0)).contains("'id':'7','status':503").contains("unavailable");
  }

  /** A layer that fails at whatever it is asked. */
  private static ChannelLayer failing(boolean throwing) {
    LayerException failure =
        new LayerException("broken", new IllegalStateException("for this test"), true);
    return (ChannelLayer)
        Proxy.newProxyInstance(
            ChannelLayer.class.getClassLoader(),
            new Class<?>[] {ChannelLayer.class},
            (self, method, arguments) -> {
              if (throwing) {
                throw failure;
              }
              return CompletableFuture.failedFuture(failure);
            });
  }

  private static String text(Mailbox mailbox) {
    Message message = mailbox.take();
    return message == null ? "nothing" : message.text();
  }

  private Mailbox mailbox() {
    return LayerRig.answer(rig.publishing.memory.layer().openMailbox(new Owner()));
  }
}
