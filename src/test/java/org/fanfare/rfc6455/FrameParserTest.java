package org.fanfare.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.harness.ClientFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a conforming client sends is read, however it is cut; anything else ends the connection. */
final class FrameParserTest {
  private static final int MAX = 1000;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void theMaskedHelloOfTheStandardIsRead() {
    byte[] hello =
        new ClientFrames()
            .raw(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58)
            .bytes();

    assertThat(SinkRecord.of(MAX, hello)).containsExactly("text Hello");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 70_000})
  void everyLengthIsRead(int length) {
    String text = "x".repeat(length);

    assertThat(SinkRecord.of(100_000, new ClientFrames().text(text).bytes(), 4096))
        .containsExactly("text " + text);
  }

  @Test
  void controlFramesMayComeBetweenFragments() {
    ClientFrames frames = new ClientFrames().frame(0x01, utf8("Hel"));
    frames.frame(0x89, utf8("are you there")).frame(0x8A, utf8(""));
    frames.frame(0x00, utf8("")).frame(0x80, utf8("lo")).text("next");

    assertThat(SinkRecord.of(MAX, frames.bytes()))
        .containsExactly("ping are you there", "pong", "text Hello", "text next");
  }

  @Test
  void aCharacterMayBeCutByFragments() {
    byte[] euro = utf8("€");
    ClientFrames frames = new ClientFrames().frame(0x01, new byte[] {euro[0]});
    frames.frame(0x00, new byte[] {euro[1]}).frame(0x80, new byte[] {euro[2]});

    assertThat(SinkRecord.of(MAX, frames.bytes())).containsExactly("text €");
  }

  @Test
  void nothingIsReadAfterACloseFrame() {
    byte[] frames = new ClientFrames().close(1000, "bye").text("late").bytes();

    assertThat(SinkRecord.of(MAX, frames)).containsExactly("close 1000 bye");
    assertThat(SinkRecord.of(MAX, new ClientFrames().frame(0x88, new byte[0]).bytes()))
        .containsExactly("close 1005 ");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1014, 3000, 3999, 4999})
  void aCloseCodeOfTheStandardOrOfAnApplicationIsTaken(int code) {
    assertThat(SinkRecord.of(MAX, new ClientFrames().close(code, "").bytes()))
        .containsExactly("close " + code + " ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535})
  void anyOtherCloseCodeIsAnError(int code) {
    assertThat(SinkRecord.of(MAX, new ClientFrames().close(code, "").bytes()))
        .containsExactly("broken 1002");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "reserved bit 1, 0xC1 0x80 0 0 0 0",
    "reserved bit 2, 0xA1 0x80 0 0 0 0",
    "reserved bit 3, 0x91 0x80 0 0 0 0",
    "not masked, 0x81 0x01 0x61",
    "opcode 3, 0x83 0x80 0 0 0 0",
    "opcode 7, 0x87 0x80 0 0 0 0",
    "opcode 11, 0x8B 0x80 0 0 0 0",
    "opcode 15, 0x8F 0x80 0 0 0 0",
    "a ping in fragments, 0x09 0x80 0 0 0 0",
    "a ping of 126 bytes, 0x89 0xFE 0 126 0 0 0 0",
    "a continuation of nothing, 0x80 0x80 0 0 0 0",
    "a message within a message, 0x01 0x80 0 0 0 0 0x81 0x80 0 0 0 0",
    "half of a close code, 0x88 0x81 0 0 0 0 3",
    "a length in more bytes than it needs, 0x81 0xFE 0 125 0 0 0 0",
    "the same in eight bytes, 0x81 0xFF 0 0 0 0 0 0 0xFF 0xFF 0 0 0 0",
    "a negative length, 0x81 0xFF 0x80 0 0 0 0 0 0 0 0 0 0 0"
  })
  void whatTheProtocolForbidsIsAnError(String what, String bytes) {
    assertThat(SinkRecord.of(MAX, ClientFrames.decoded(bytes)))
        .as(what)
        .containsExactly("broken 1002");
  }

  @Test
  void aMessageAboveTheBoundIsRefusedBeforeItsBytesCome() {
    assertThat(SinkRecord.of(MAX, new ClientFrames().text("x".repeat(MAX)).bytes())).hasSize(1);
    assertThat(SinkRecord.of(MAX, new ClientFrames().header(0x81, MAX + 1).bytes()))
        .containsExactly("broken 1009");
    assertThat(SinkRecord.of(MAX, new ClientFrames().header(0x82, Long.MAX_VALUE).bytes()))
        .containsExactly("broken 1009");
  }

  @Test
  void fragmentsTogetherAreBounded() {
    ClientFrames frames = new ClientFrames().frame(0x01, utf8("x".repeat(MAX)));

    assertThat(SinkRecord.of(MAX, frames.header(0x80, 1).bytes())).containsExactly("broken 1009");
  }

  @Test
  void aFragmentThatSaysItIsAsLongAsCanBeIsAboveTheBoundToo() {
    ClientFrames frames = new ClientFrames().frame(0x01, utf8("x"));

    assertThat(SinkRecord.of(MAX, frames.header(0x80, Long.MAX_VALUE).bytes()))
        .containsExactly("broken 1009");
  }

  @Test
  void textIsRefusedAtItsFirstByteThatIsNotUtf8() {
    byte[] overlong = {(byte) 0xC0};
    byte[] surrogate = {(byte) 0xED, (byte) 0xA0};
    byte[] tooHigh = {(byte) 0xF4, (byte) 0x90};
    for (byte[] wrong : List.of(overlong, surrogate, tooHigh)) {
      ClientFrames frames = new ClientFrames().frame(0x01, wrong); // more could come

      assertThat(SinkRecord.of(MAX, frames.bytes())).containsExactly("broken 1007");
    }
  }

  @Test
  void aCharacterThatIsUnfinishedAtTheEndIsNotUtf8() {
    assertThat(SinkRecord.of(MAX, new ClientFrames().frame(0x81, new byte[] {(byte) 0xE2}).bytes()))
        .containsExactly("broken 1007");
    byte[] reason = {3, (byte) 0xE8, (byte) 0xE2};
    assertThat(SinkRecord.of(MAX, new ClientFrames().frame(0x88, reason).bytes()))
        .containsExactly("broken 1007");
  }

  @Test
  void bytesThatAreNotUtf8AreABinaryMessage() {
    assertThat(SinkRecord.of(MAX, new ClientFrames().frame(0x82, new byte[] {(byte) 0xFF}).bytes()))
        .containsExactly("binary \u00FF");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsReadDoesNotDependOnHowItWasCut(long seed) {
    Random random = new Random(seed);
    List<String> expected = new ArrayList<>();
    ClientFrames frames = new ClientFrames();
    for (int i = 0; i < 20; i++) {
      String text = text(random);
      expected.add("text " + text);
      fragments(text, random, frames, expected);
    }
    byte[] bytes = frames.bytes();

    assertThat(SinkRecord.of(MAX, bytes)).isEqualTo(expected);
    assertThat(SinkRecord.of(MAX, bytes, 1)).isEqualTo(expected);
    assertThat(SinkRecord.of(MAX, bytes, 1 + random.nextInt(50))).isEqualTo(expected);
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(60), 0, 0x10FFFF)
        .filter(c -> c < 0xD800 || c > 0xDFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void fragments(
      String text, Random random, ClientFrames frames, List<String> expected) {
    ByteBuffer rest = ByteBuffer.wrap(utf8(text));
    int opcode = 1;
    while (random.nextInt(3) > 0) {
      byte[] part = new byte[random.nextInt(rest.remaining() + 1)];
      rest.get(part);
      frames.frame(opcode, part);
      opcode = 0;
      if (random.nextBoolean()) {
        frames.frame(0x89, utf8("p"));
        expected.add(expected.size() - 1, "ping p");
      }
    }
    byte[] part = new byte[rest.remaining()];
    rest.get(part);
    frames.frame(0x80 | opcode, part);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noiseIsReadOrRefusedButNeverAnythingElse(long seed) {
    Random random = new Random(seed);
    byte[] noise = new byte[300];
    random.nextBytes(noise);
    if (random.nextBoolean()) { // begins like a frame
      noise[0] = (byte) (0x80 | random.nextInt(16));
      noise[1] |= (byte) 0x80;
    }

    List<String> atOnce = SinkRecord.of(MAX, noise);

    assertThat(SinkRecord.of(MAX, noise, 1)).isEqualTo(atOnce);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theCheckOfUtf8AgreesWithThePlatforms(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = almostUtf8(random);
      Utf8Check check = new Utf8Check();
      boolean accepted = check.accepts(bytes, 0, bytes.length) && check.isComplete();

      assertThat(accepted).as("%s", bytes).isEqualTo(isUtf8(bytes));
    }
  }

  private static byte[] almostUtf8(Random random) {
    byte[] bytes = utf8(text(random));
    if (bytes.length > 0 && random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
