package org.fanfare.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever bytes come, however they are cut, deflated or not: nothing escapes but what fails the
 * connection, no more is kept than a message may have, and the pieces make no difference.
 *
 * <p>Not found by its name: {@code src/test/run.sh} runs it with {@code JAZZER_FUZZ=1}, for seconds
 * in the quick gate and for minutes in the full matrix.
 */
final class FrameParserFuzz {
  private static final int MAX_SIZE = 1000;
  private static final int MAX_CONTROL = 125;

  @FuzzTest(maxDuration = "10s")
  void anyBytes(byte[] bytes) throws Exception {
    judge(bytes);
  }

  @FuzzTest(maxDuration = "3m")
  void anyBytesForMinutes(byte[] bytes) throws Exception {
    judge(bytes);
  }

  private static void judge(byte[] bytes) throws Exception {
    int piece = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0x1F);

    assertThat(SinkRecord.of(MAX_SIZE, bytes.clone(), piece))
        .isEqualTo(SinkRecord.of(MAX_SIZE, bytes.clone()));
    assertThat(SinkRecord.inflated(MAX_SIZE, bytes.clone(), piece))
        .isEqualTo(SinkRecord.inflated(MAX_SIZE, bytes.clone()));
    assertThat(mostHeld(false, bytes.clone(), piece)).isLessThanOrEqualTo(MAX_SIZE + MAX_CONTROL);
    assertThat(mostHeld(true, bytes.clone(), piece)).isLessThanOrEqualTo(MAX_SIZE + MAX_CONTROL);
  }

  private static int mostHeld(boolean inflates, byte[] bytes, int piece) {
    FrameParser reader = new FrameParser(MAX_SIZE, inflates, new SinkRecord());
    int most = 0;
    try {
      for (int at = 0; at < bytes.length; at += piece) {
        reader.read(bytes, at, Math.min(bytes.length, at + piece));
        most = Math.max(most, reader.held());
      }
    } catch (BrokenFrameException failed) {
      return most;
    } finally {
      reader.end();
    }
    return most;
  }
}
