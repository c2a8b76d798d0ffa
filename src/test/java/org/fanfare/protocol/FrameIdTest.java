package org.fanfare.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of which frames, however wrong, the id can be read. */
final class FrameIdTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"publish\":{\"id\":\"7\",\"text\":\"x\"}} | 7",
        " { \"publish\" : { \"text\":\"x\" , \"id\" : \"7\" } } | 7",
        "{\"publish\":{\"json\":{\"id\":\"other\"},\"id\":\"7\"}} | 7",
        "{\"publish\":{\"text\":\"\\\"id\\\":\\\"other\\\"\",\"id\":\"7\"}} | 7",
        "{\"publish\":{\"text\":\"id\",\"type\":\"other\",\"id\":\"7\"}} | 7",
        "{\"publish\":{\"\\u0069d\":\"\\u0037\"}} | 7",
        "{\"publish\":{\"id\":\"1\",\"id\":\"7\"}} | 7",
        "{\"publish\":{\"id\":\"7\",\"json\":{]}} | 7",
        "{\"publish\":{\"id\":\"7\",\"text\":\"broken off | 7",
        "{\"id\":\"other\",\"publish\":{\"id\":\"7\"}} | 7",
        "{\"publish\":{\"id\":\"\\\\\"}} | \\",
        "{\"publish\":{\"id\":\"\"}} | ``",
      })
  void theIdOfAFrameIsReadWhateverElseIsWrong(String frame, String id) {
    assertThat(FrameId.of(frame)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[{\"id\":\"7\"}]",
        "{\"id\":\"7\"}",
        "{\"publish\":[{\"id\":\"7\"}]}",
        "{\"publish\":{\"id\":7}}",
        "{\"publish\":{\"id\":[\"7\"]}}",
        "{\"publish\":{\"id\":{\"id\":\"7\"}}}",
        "{\"publish\":{\"id\":5,\"text\":\"7\"}}",
        "{\"publish\":{\"id\":\"broken off",
        "{\"publish\":{\"id\":\"\\ud83d\"}}",
        "{\"publish\":{\"id\":\"\\u00\"}}",
        "{\"publish\":{\"id\":\"broken off\\",
        "{\"publish\":{\"text\":\"x\"}}} {\"publish\":{\"id\":\"7\"}}"
      })
  void whatHasNoneThatCanBeReadHasNone(String frame) {
    assertThat(FrameId.of(frame)).isNull();
  }

  @Test
  void anIdHasAtMost64CharactersHoweverTheyAreWritten() {
    assertThat(FrameId.of(frame("\\u0069".repeat(64)))).isEqualTo("i".repeat(64));
    assertThat(FrameId.of(frame("i".repeat(65)))).isNull();
    assertThat(FrameId.of(frame("\\u0069".repeat(65)))).isNull();
  }

  private static String frame(String id) {
    return "{\"publish\":{\"id\":\"" + id + "\"}}";
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyMessageBesideItIsPassedOver(long seed) {
    Random random = new Random(seed);
    String json = JsonText.random(random, 3);

    assertThat(FrameId.of("{\"publish\":{\"json\":" + json + ",\"id\":\"7\"}}")).isEqualTo("7");
  }

  @Test
  void aFrameOfBracketsIsReadInOneGo() {
    String deep = "{\"publish\":{\"json\":" + "[".repeat(1_000_000);

    assertThat(FrameId.of(deep)).isNull();
    assertThat(FrameId.of(deep + "]".repeat(1_000_000) + ",\"id\":\"7\"}}")).isEqualTo("7");
  }
}
