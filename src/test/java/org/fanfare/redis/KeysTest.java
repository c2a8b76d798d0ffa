package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import java.util.stream.Stream;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;

/** The names of what the store holds (R18, R21). */
final class KeysTest {
  private static final Keys KEYS = new Keys("ff");

  @Test
  void allThatBelongsToAGroupIsInOneSlotOfACluster() {
    GroupName group = new GroupName("chat.room-1");

    assertThat(
            Stream.of(
                    KEYS.meta(group),
                    KEYS.log(group),
                    KEYS.key(group, "scope"),
                    KEYS.channel(group),
                    group.value().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .map(SlotHash::getSlot)
                .distinct())
        .hasSize(1);
  }

  @Test
  void theNameOfAMetaTellsItsGroup() {
    GroupName group = new GroupName("a.b-c_d");

    assertThat(KEYS.groupOf(KEYS.meta(group))).isEqualTo(group);
    assertThat(new String(KEYS.meta(group), java.nio.charset.StandardCharsets.UTF_8))
        .matches(KEYS.metas().replace("{", "\\{").replace("}", "\\}").replace("*", ".*"));
  }

  @Test
  void theLeaseOfANodeIsWhereItsInboxIs() {
    assertThat(SlotHash.getSlot(KEYS.lease("AAAAAAAAAAA")))
        .isEqualTo(SlotHash.getSlot(KEYS.inbox("AAAAAAAAAAA")))
        .isEqualTo(SlotHash.getSlot("n:AAAAAAAAAAA"));
  }
}
