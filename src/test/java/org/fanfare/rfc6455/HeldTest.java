package org.fanfare.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.harness.ClientFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader holds of a message that has begun, and which one it is. */
@Law(6)
final class HeldTest {
  private static final int MAX = 100_000;
  private static final int PART = 0x02;
  private static final int MORE = 0x00;
  private static final int END = 0x80;
  private static final int DEFLATED = 0x40;

  private final SinkRecord told = new SinkRecord();
  private final FrameParser reader = new FrameParser(MAX, true, told);

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private void read(ClientFrames frames) throws BrokenFrameException {
    byte[] bytes = frames.bytes();
    reader.read(bytes, 0, bytes.length);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theRoomForWhatHasComeIsAtMostAQuarterLarger(long seed) throws Exception {
    Random random = new Random(seed);
    int come = 0;
    for (int first = PART; come < MAX - 9000; first = MORE) {
      int count = random.nextInt(5) == 0 ? 8192 : random.nextInt(20);
      come += count;
      read(new ClientFrames().frame(first, new byte[count]));
      assertThat(reader.held()).isBetween(come, come + come / 4 + 64);
      assertThat(reader.taken()).isEqualTo(reader.held());
    }
    read(new ClientFrames().frame(END, new byte[1]));

    assertThat(told.words).hasSize(1);
    assertThat(told.words.get(0)).hasSize("binary ".length() + come + 1);
    assertThat(reader.held()).isZero();
  }

  @Test
  void ofADeflatedMessageWhatIsOutsideTheHeapCountsToo() throws Exception {
    read(new ClientFrames().frame(PART | DEFLATED, new byte[] {0}));
    assertThat(reader.taken()).isEqualTo(reader.held() + 40 * 1024);

    reader.end();

    assertThat(reader.taken()).isZero();
  }

  @Test
  void theMessageThatHasBegunIsKnownByItsNumber() throws Exception {
    assertThat(reader.unfinished()).isZero();
    read(new ClientFrames().text("whole").frame(PART, new byte[0]));
    assertThat(reader.unfinished()).isEqualTo(2);
    read(new ClientFrames().frame(0x89, new byte[0]).frame(MORE, new byte[3]));
    assertThat(reader.unfinished()).isEqualTo(2);
    read(new ClientFrames().frame(END, new byte[0]).frame(PART, new byte[0]));
    assertThat(reader.unfinished()).isEqualTo(3);

    reader.end();

    assertThat(reader.unfinished()).isZero();
  }

  @Test
  void aFrameThatHasBegunIsAMessageThatHasBegun() throws Exception {
    byte[] frame = new ClientFrames().text("whole").bytes();
    for (int i = 0; i < frame.length; i++) {
      assertThat(reader.unfinished()).isEqualTo(i < 2 ? 0 : 1);
      reader.read(frame, i, i + 1);
    }

    assertThat(reader.unfinished()).isZero();
    assertThat(told.words).containsExactly("text whole");
  }
}
