package org.fanfare.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Owner;
import org.fanfare.layer.Policies;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.Message;
import org.fanfare.publish.BatchPublisher;
import org.fanfare.publish.Publisher;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Refusals;
import org.fanfare.status.Status;
import org.fanfare.wire.kit.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a back end publishes and sends, and what its key permits. */
@Law({4, 9})
final class PublishCallsTest {
  private static final Key SHOP =
      Key.named("shop", Set.of(KeyPermission.API, KeyPermission.PUBLISH), List.of("shop.*"));
  private static final Key MUTE = Key.named("mute", Set.of(KeyPermission.API), List.of("*"));
  private static final int MAX_SIZE = 20;

  private final LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
  private final PublishCalls calls =
      new PublishCalls(
          memory.layer(),
          new BatchPublisher(new Publisher(memory.layer(), new Refusals(() -> 0), () -> 0)),
          MAX_SIZE);

  @Test
  void eachMessageOfABatchIsAnsweredAlone() {
    String answers =
        publish(
            """
            {"messages":[
              {"id":"1","groups":["shop.a"],"text":"hello"},
              {"id":"2","groups":["office"],"text":"hello"},
              {"id":"3","groups":["shop.a","shop.a"],"text":"hello"},
              {"id":"4","groups":["shop.a"],"text":"this text is too large"},
              {"id":"5","groups":["shop.a"],"text":"x","key":"a b"},
              {"id":"6","groups":["shop.a","shop.b"],"json":[1]}
            ]}
            """,
            null);

    assertThat(Json.asArray(Json.object(answers).get("answers")))
        .extracting(PublishCallsTest::words)
        .containsExactly(
            "1 202 {shop.a=1}",
            "2 403 urn:fanfare:refused",
            "3 400 urn:fanfare:invalid-name",
            "4 413 urn:fanfare:too-large",
            "5 400 urn:fanfare:invalid-key",
            "6 202 {shop.a=2, shop.b=1}");
  }

  private static String words(Object answer) {
    Map<String, Object> members = Json.asObject(answer);
    Object what =
        members.containsKey("problem")
            ? Json.asObject(members.get("problem")).get("type")
            : members.get("offsets");
    return members.get("id") + " " + members.get("status") + " " + what;
  }

  @Test
  void theKeyOfABatchMakesItsRepeatHarmless() {
    String batch =
        "{\"messages\":[{\"groups\":[\"shop.a\"],\"text\":\"1\"},{\"groups\":[\"shop.a\"],\"text\":\"2\",\"key\":\"own\"}]}";

    publish(batch, "k");
    String again = publish(batch, "k");
    publish("{\"messages\":[{\"groups\":[\"shop.a\"],\"text\":\"2\",\"key\":\"own\"}]}", null);

    assertThat(again)
        .contains("\"offsets\":{\"shop.a\":1},\"replayed\":true")
        .contains("\"shop.a\":2");
    assertThat(memory.layer().statistics().published()).isEqualTo(2);
  }

  @Test
  void aKeyThatMayNotPublishDoesNot() {
    assertRefused(
        Status.REFUSED, () -> calls.publish(MUTE, "{\"messages\":[]}".getBytes(UTF_8), null));
    assertRefused(
        Status.REFUSED, () -> calls.send(MUTE, "A".repeat(24), "text/plain", new byte[0]));
  }

  @Test
  void aBatchThatIsNoneIsRefusedAsAWhole() {
    assertRefused(Status.INVALID_BODY, () -> publish("{\"messages\":3}", null));
    assertRefused(Status.INVALID_KEY, () -> publish("{\"messages\":[]}", "a b"));
    assertRefused(Status.INVALID_TEXT, () -> calls.publish(SHOP, new byte[] {(byte) 0xff}, null));
  }

  @Test
  void aMessageIsSentToTheChannelOfItsName() {
    Mailbox mailbox = LayerRig.answer(memory.layer().openMailbox(new Owner()));

    calls.send(SHOP, mailbox.name().value(), "application/json", "[1]".getBytes(UTF_8));

    Message taken = mailbox.take();
    assertThat(taken).isNotNull();
    assertThat(taken.type()).isEqualTo("application/json");
    assertThat(taken.text()).isEqualTo("[1]");
    assertRefused(Status.NO_CHANNEL, () -> send("A".repeat(24), "text/plain", "x"));
    assertRefused(Status.NO_CHANNEL, () -> send("short", "text/plain", "x"));
    assertRefused(
        Status.INVALID_JSON, () -> send(mailbox.name().value(), "application/json", "[1"));
    assertRefused(
        Status.TOO_LARGE, () -> send(mailbox.name().value(), "text/plain", "x".repeat(21)));
  }

  private void send(String channel, String type, String body) {
    calls.send(SHOP, channel, type, body.getBytes(UTF_8));
  }

  private String publish(String batch, @Nullable String key) {
    return calls.publish(SHOP, batch.getBytes(UTF_8), key);
  }

  private static void assertRefused(Status status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }
}
