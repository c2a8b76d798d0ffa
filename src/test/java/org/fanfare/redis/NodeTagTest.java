package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.fanfare.gate.Law;
import org.fanfare.message.ChannelName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The name of a channel tells which node has it, and nothing else (R18). */
@Law(8)
final class NodeTagTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void aChannelIsNamedAfterItsNodeAnd144RandomBits() {
    NodeTag tag = NodeTag.random(RANDOM);

    ChannelName one = tag.newChannel(RANDOM);
    ChannelName other = tag.newChannel(RANDOM);

    assertThat(one.value()).hasSize(35).startsWith(tag.value());
    assertThat(one.value().substring(11)).isNotEqualTo(other.value().substring(11));
    assertThat(NodeTag.of(one)).isEqualTo(tag);
  }

  @Test
  void noTwoNodesHaveTheSameTag() {
    assertThat(NodeTag.random(RANDOM)).isNotEqualTo(NodeTag.random(RANDOM));
  }

  @Test
  void aNameThatNoNodeGaveHasNoTag() {
    assertThat(NodeTag.of(ChannelName.random(RANDOM))).isNull();
    assertThat(NodeTag.of(new ChannelName("A".repeat(36)))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789", "0123456789ab", "0123456789}", "0123456789é"})
  void whatIsNoTagIsRefused(String text) {
    assertThatThrownBy(() -> new NodeTag(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11 characters");
  }
}
