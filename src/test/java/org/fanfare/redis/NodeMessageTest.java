package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of what nodes send to each other (R18). */
final class NodeMessageTest {
  private static final NodeTag NODE = new NodeTag("abcdefghijk");
  private static final ChannelName CHANNEL = new ChannelName("AAAAAAAAAAA" + "c".repeat(24));
  private static final GroupName GROUP = new GroupName("chat.room-1");

  static Stream<NodeMessage> all() {
    return Stream.of(
        send(Message.text("grüße")),
        send(Message.text("")),
        send(Message.json(MediaType.parse("application/geo+json; v=1"), "{\"a\":1}")),
        send(Message.bytes(MediaType.BYTES, new byte[] {0, -1, 13, 10})),
        request(new ChannelRequest.Add(GROUP, new Position(new Epoch(-7), 1L << 40))),
        request(new ChannelRequest.Remove(GROUP)),
        new ChannelAnswer(Long.MIN_VALUE, Outcome.done()),
        new ChannelAnswer(Long.MAX_VALUE, Outcome.refused(Refusal.NO_CHANNEL)),
        new ChannelAnswer(0, Outcome.refused(Refusal.CHANNEL_FULL)));
  }

  private static NodeMessage send(Message message) {
    return request(new ChannelRequest.Send(message));
  }

  private static ChannelRequest request(ChannelRequest.Action action) {
    return new ChannelRequest(42, NODE, CHANNEL, action);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsSentIsWhatIsRead(NodeMessage message) {
    NodeMessage read = NodeMessage.of(message.packed());

    assertThat(read).usingRecursiveComparison().isEqualTo(message);
    assertThat(read.packed()).isEqualTo(message.packed());
  }

  @Test
  void theFormatIsTheOneThatNodesOfThisVersionUse() {
    byte[] packed = request(new ChannelRequest.Remove(GROUP)).packed();

    assertThat(Arrays.copyOf(packed, 10)).containsExactly(1, 3, 0, 0, 0, 0, 0, 0, 0, 42);
    assertThat(new String(packed, 10, packed.length - 10, StandardCharsets.US_ASCII))
        .isEqualTo("abcdefghijk" + (char) 35 + CHANNEL.value() + "chat.room-1");
    assertThat(new ChannelAnswer(1, Outcome.refused(Refusal.CHANNEL_FULL)).packed())
        .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsCutOffWithinItsFixedPartIsNotRead(NodeMessage message) {
    byte[] packed = message.packed();
    int fixed = message instanceof ChannelAnswer ? packed.length : 10 + 11 + 1 + 35;

    for (int length = 0; length < fixed; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatIllegalArgumentException().as("%d bytes", length).isThrownBy(() -> read(cut));
    }
  }

  @Test
  void otherVersionsKindsAndOutcomesAreNotRead() {
    byte[] request = request(new ChannelRequest.Remove(GROUP)).packed();
    byte[] answer = new ChannelAnswer(1, Outcome.done()).packed();

    assertThatIllegalArgumentException().isThrownBy(() -> read(with(request, 0, 2)));
    assertThatIllegalArgumentException().isThrownBy(() -> read(with(request, 1, 4)));
    assertThatIllegalArgumentException().isThrownBy(() -> read(with(request, 1, -1)));
    assertThatIllegalArgumentException().isThrownBy(() -> read(with(answer, 10, 3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Arrays.copyOf(answer, answer.length + 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("beacon".getBytes(StandardCharsets.US_ASCII)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whateverComesIsReadOrRefused(long seed) {
    Random random = new Random(seed);
    byte[][] packed = all().map(NodeMessage::packed).toArray(byte[][]::new);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = packed[random.nextInt(packed.length)].clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      if (random.nextInt(3) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
      }
      readOrRefuse(bytes);
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      assertThat(NodeMessage.of(bytes)).isNotNull();
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  private static void read(byte[] packed) {
    NodeMessage unused = NodeMessage.of(packed);
  }

  private static byte[] with(byte[] packed, int at, int value) {
    byte[] changed = packed.clone();
    changed[at] = (byte) value;
    return changed;
  }
}
