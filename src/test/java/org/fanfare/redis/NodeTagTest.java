package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fanfare.gate.Law;
import org.fanfare.message.ChannelName;
import org.junit.jupiter.api.Test;

/** The tags of nodes in the names of channels (R18). */
@Law(8)
final class NodeTagTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void theNameOfAChannelTellsItsNodeAndIsOtherwiseRandom() {
    NodeTag node = NodeTag.random(RANDOM);

    ChannelName one = node.channel(RANDOM);
    ChannelName other = node.channel(RANDOM);

    assertThat(NodeTag.of(one)).isEqualTo(NodeTag.of(other)).isEqualTo(node);
    assertThat(one.value()).hasSize(35).startsWith(node.value());
    assertThat(one.value().substring(11)).isNotEqualTo(other.value().substring(11));
  }

  @Test
  void everyNodeHasATagOfItsOwn() {
    assertThat(IntStream.range(0, 1000).mapToObj(i -> NodeTag.random(RANDOM)).distinct())
        .hasSize(1000)
        .allSatisfy(tag -> assertThat(tag.value()).hasSize(11));
  }

  @Test
  void aNameOfAnotherShapeHasNoTag() {
    assertThat(
            Stream.of("A".repeat(22), "A".repeat(24), "A".repeat(34), "A".repeat(36), "A".repeat(64))
                .map(ChannelName::new)
                .map(NodeTag::of))
        .containsOnlyNulls();
    assertThat(NodeTag.of(new ChannelName("A".repeat(10) + "B" + "A".repeat(24))))
        .as("more than 64 bits")
        .isNull();
  }

  @Test
  void whatIsNoTagIsNotTakenForOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NodeTag("AAAAAAAAAA"));
    assertThatIllegalArgumentException().isThrownBy(() -> new NodeTag("AAAAAAAAAA}"));
    assertThatIllegalArgumentException().isThrownBy(() -> new NodeTag("AAAAAAAAAAB"));
  }
}
