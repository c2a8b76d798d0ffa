package org.fanfare.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fanfare.gate.Law;
import org.fanfare.layer.FailingLayer;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Owner;
import org.fanfare.layer.Policies;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.wire.kit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a back end does with groups, and what its key permits. */
@Law({8, 9})
final class GroupCallsTest {
  private static final GroupName ONE = new GroupName("shop.1");
  private static final Key SHOP =
      Key.named("shop", Set.of(KeyPermission.API, KeyPermission.READ), List.of("shop.*"));
  private static final Key BLIND = Key.named("blind", Set.of(KeyPermission.API), List.of("shop.*"));

  private final LayerRig memory = MemoryRigs.rig(Policies.count(5));
  private final FailingLayer layer = new FailingLayer(memory.layer());
  private final GroupCalls calls = new GroupCalls(layer);

  @Test
  void theGroupsOfTheKeyAreListedPageByPage() {
    List.of("shop.2", "shop.1", "office", "shop.10")
        .forEach(name -> memory.publish(new GroupName(name), "x"));

    assertThat(calls.list(SHOP, null, null, null))
        .isEqualTo("{\"groups\":[\"shop.1\",\"shop.10\",\"shop.2\"]}");
    assertThat(calls.list(SHOP, "shop.1*", null, "1"))
        .isEqualTo("{\"groups\":[\"shop.1\"],\"next\":\"shop.1\"}");
    assertThat(calls.list(SHOP, "shop.1*", "shop.1", "2")).isEqualTo("{\"groups\":[\"shop.10\"]}");
    assertThat(calls.list(SHOP, "office", null, "1000")).isEqualTo("{\"groups\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-1", "x", "", "1.5", "99999999999999999999"})
  void aLimitThatIsNoneIsRefused(String limit) {
    assertRefused(Status.INVALID_PARAMETER, () -> calls.list(SHOP, null, null, limit));
  }

  @Test
  void theStateOfAGroupIsNumbersAlone() {
    memory.publishMany(ONE, 7);

    Map<String, Object> state = Json.object(calls.state(SHOP, "shop.1"));

    assertThat(state.remove("epoch")).isInstanceOf(String.class);
    assertThat(state).isEqualTo(Map.of("group", "shop.1", "first", 3L, "head", 7L, "readers", 0L));
  }

  @Test
  void theLogIsReadFromACursorTheNewestOrBeforeAnOffset() {
    memory.publishMany(ONE, 7);

    assertThat(texts(calls.publications(SHOP, "shop.1", null, null, null, "2")))
        .containsExactly("3", "4");
    String page = calls.publications(SHOP, "shop.1", "start", null, null, "2");
    assertThat(texts(page)).containsExactly("3", "4");
    String cursor = (String) Json.object(page).get("cursor");
    assertThat(texts(calls.publications(SHOP, "shop.1", cursor, "1", "1", null)))
        .containsExactly("5", "6", "7");
    assertThat(texts(calls.publications(SHOP, "shop.1", null, "1", "2", null)))
        .containsExactly("7");
    assertThat(texts(calls.publications(SHOP, "shop.1", null, null, "6", "2")))
        .containsExactly("4", "5");
  }

  @Test
  void whatACursorMissesIsToldAsAGap() {
    memory.publish(ONE, "read");
    String cursor =
        (String)
            Json.object(calls.publications(SHOP, "shop.1", null, null, null, null)).get("cursor");
    memory.publishMany(ONE, 7);

    assertThat(calls.publications(SHOP, "shop.1", cursor, null, null, null))
        .contains("{\"group\":\"shop.1\",\"first\":2,\"last\":3,\"reason\":\"retention\"}");
  }

  @Test
  void aGroupIsTrimmedAndBegunAnew() {
    memory.publishMany(ONE, 4);
    Object epoch = Json.object(calls.state(SHOP, "shop.1")).get("epoch");

    Map<String, Object> trimmed = Json.object(calls.trim(SHOP, "shop.1", "3"));
    Map<String, Object> anew = Json.object(calls.restart(SHOP, "shop.1"));

    assertThat(trimmed).containsEntry("first", 4L).containsEntry("epoch", epoch);
    assertThat(anew).containsEntry("first", 1L).containsEntry("head", 0L);
    assertThat(anew.get("epoch")).isNotEqualTo(epoch);
    assertRefused(Status.INVALID_PARAMETER, () -> calls.trim(SHOP, "shop.1", null));
    assertRefused(Status.INVALID_PARAMETER, () -> calls.trim(SHOP, "shop.1", "-1"));
  }

  @Test
  void aChannelIsAddedAndRemovedByItsName() {
    Owner owner = new Owner();
    Mailbox mailbox = LayerRig.answer(memory.layer().openMailbox(owner));
    String channel = mailbox.name().value();

    assertThat(calls.add(SHOP, "shop.1", channel)).startsWith("{\"cursor\":\"1");
    calls.remove(SHOP, "shop.1", channel);

    assertThat(calls.state(SHOP, "shop.1")).doesNotContain(channel);
    assertRefused(Status.NO_CHANNEL, () -> calls.add(SHOP, "shop.1", "A".repeat(24)));
    assertRefused(Status.NO_CHANNEL, () -> calls.remove(SHOP, "shop.1", "no name"));
  }

  @Test
  void aGroupThatIsNotThereIsNotBegunByAsking() {
    assertRefused(Status.NO_GROUP, () -> calls.state(SHOP, "shop.1"));
    assertRefused(Status.NO_GROUP, () -> calls.restart(SHOP, "shop.1"));
    assertRefused(Status.NO_GROUP, () -> calls.trim(SHOP, "shop.1", "1"));
    assertRefused(
        Status.NO_GROUP, () -> calls.publications(SHOP, "shop.1", null, null, null, null));
    assertThat(memory.layer().statistics().groups()).isZero();
  }

  @Test
  void aKeyIsForItsGroupsAndReadsOnlyIfItMay() {
    memory.publish(new GroupName("office"), "secret");
    memory.publish(ONE, "for readers");

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> calls.state(SHOP, "office"),
            () -> calls.restart(SHOP, "office"),
            () -> calls.trim(SHOP, "office", "1"),
            () -> calls.publications(SHOP, "office", null, null, null, null),
            () -> calls.add(SHOP, "office", "A".repeat(24)),
            () -> calls.remove(SHOP, "office", "A".repeat(24)),
            () -> calls.publications(BLIND, "shop.1", null, null, null, null))) {
      assertRefused(Status.REFUSED, call);
    }
    assertThat(calls.state(BLIND, "shop.1")).contains("\"head\":1");
  }

  @Test
  void whatIsNoCursorOfTheGroupIsRefused() {
    memory.publish(ONE, "x");
    String other =
        org.fanfare.log.Cursor.of(
                new GroupName("other"), memory.publish(new GroupName("other"), "x").position())
            .text();

    assertRefused(
        Status.INVALID_CURSOR, () -> calls.publications(SHOP, "shop.1", "7", null, null, null));
    assertRefused(
        Status.INVALID_PARAMETER,
        () -> calls.publications(SHOP, "shop.1", other, null, null, null));
    assertRefused(Status.INVALID_NAME, () -> calls.state(SHOP, ".shop"));
    assertRefused(Status.INVALID_PARAMETER, () -> calls.list(SHOP, "a/b", null, null));
  }

  @Test
  void aLayerThatFailsIsNoRefusal() {
    layer.breakDown(ONE, FailingLayer.How.BEFORE);

    assertThatThrownBy(() -> calls.state(SHOP, "shop.1")).isInstanceOf(LayerException.class);
  }

  private static List<Object> texts(String page) {
    return Json.asArray(Json.object(page).get("publications")).stream()
        .map(each -> Json.asObject(each).get("text"))
        .toList();
  }

  private static void assertRefused(Status status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }
}
