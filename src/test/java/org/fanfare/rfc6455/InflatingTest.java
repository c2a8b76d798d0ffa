package org.fanfare.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fanfare.harness.ClientFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deflated messages of a client that agreed on it are read; the bound is that of what they hold.
 */
final class InflatingTest {
  private static final int MAX = 1000;
  private static final int TEXT = 0xC1;
  private static final int BINARY = 0xC2;
  private static final int FIRST_TEXT = 0x41;
  private static final int LAST = 0x80;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one block (7.2.3.1), f248cdc9c90700, Hello",
    "a stored block (7.2.3.3), 000500faff48656c6c6f00, Hello",
    "a last block (7.2.3.4), f348cdc9c9070000, Hello",
    "two blocks (7.2.3.5), f24805000000ffffcac9c90700, Hello",
    "two last blocks, 4b04004b040000, aa",
    "nothing (7.2.3.6), 00, ''",
    "no bytes at all, '', ''"
  })
  void theExamplesOfTheStandardAreRead(String what, String hex, String text) {
    byte[] payload = hex(hex);
    byte[] frame = new ClientFrames().frame(TEXT, payload).text("next").bytes();

    for (int piece : new int[] {1, 3, frame.length}) {
      assertThat(SinkRecord.inflated(MAX, frame, piece))
          .as(what)
          .containsExactly("text " + text, "text next");
    }
  }

  @Test
  void fragmentsAreReadWithControlFramesBetweenThem() {
    ClientFrames frames = new ClientFrames().frame(FIRST_TEXT, hex("f248cd"));
    frames.frame(0x89, hex("70")).frame(0x00, hex("")).frame(LAST, hex("c9c90700"));

    assertThat(SinkRecord.inflated(MAX, frames.bytes())).containsExactly("ping p", "text Hello");
  }

  @Test
  void eachMessageIsInflatedWithoutTheContextOfTheOneBefore() {
    byte[] withContext = hex("f200110000"); // "Hello" as section 7.2.3.2 has it, after another

    ClientFrames frames = new ClientFrames().frame(TEXT, hex("f248cdc9c90700"));
    frames.frame(TEXT, withContext);

    assertThat(SinkRecord.inflated(MAX, frames.bytes()))
        .containsExactly("text Hello", "broken 1007");
  }

  @Test
  void messagesMayComeAsTheyAreBesideDeflatedOnes() {
    byte[] bytes = {0, (byte) 0xFF, 7};
    ClientFrames frames = new ClientFrames().text("plain").frame(TEXT, Deflated.of("grüße"));
    frames.frame(BINARY, Deflated.of(bytes)).text("plain");

    assertThat(SinkRecord.inflated(MAX, frames.bytes()))
        .containsExactly("text plain", "text grüße", "binary \0\u00FF\u0007", "text plain");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a continuation that says it, 0x01 0x80 0 0 0 0 0xC0 0x80 0 0 0 0",
    "a ping that says it, 0xC9 0x80 0 0 0 0",
    "a close frame that says it, 0xC8 0x80 0 0 0 0",
    "reserved bit 2, 0xA1 0x80 0 0 0 0",
    "reserved bit 3, 0x91 0x80 0 0 0 0",
    "reserved bits 1 and 2, 0xE1 0x80 0 0 0 0",
    "an unknown opcode, 0xC3 0x80 0 0 0 0"
  })
  void onlyTheFirstFrameOfAMessageMaySayThatItIsDeflated(String what, String bytes) {
    assertThat(SinkRecord.inflated(MAX, ClientFrames.decoded(bytes)))
        .as(what)
        .containsExactly("broken 1002");
  }

  @Test
  void whoDidNotAgreeMayNotDeflate() {
    assertThat(SinkRecord.of(MAX, new ClientFrames().frame(TEXT, Deflated.of("Hello")).bytes()))
        .containsExactly("broken 1002");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no kind of block, 06",
    "a stored block whose length is contradicted, 000500aaaa48656c6c6f00",
    "an end in mid-block, f248cd",
    "a last block with nothing after it, f348cdc9c90700",
    "what should have been left away, f248cdc9c907000000ffff",
    "a distance before the beginning, f2001100000000",
  })
  void whatIsNotDeflatedIsRefused(String what, String hex) {
    byte[] frame = new ClientFrames().frame(TEXT, hex(hex)).bytes();

    assertThat(SinkRecord.inflated(MAX, frame)).as(what).containsExactly("broken 1007");
    assertThat(SinkRecord.inflated(MAX, frame, 1)).as(what).containsExactly("broken 1007");
  }

  @Test
  void theLargestMessageIsReadAndOneByteMoreIsRefused() {
    for (byte[] largest : List.of(Deflated.of("x".repeat(MAX)), Deflated.of(noise(1, MAX)))) {
      assertThat(SinkRecord.inflated(MAX, new ClientFrames().frame(BINARY, largest).bytes()))
          .hasSize(1)
          .noneMatch(words -> words.startsWith("broken"));
    }
    for (byte[] more : List.of(Deflated.of("x".repeat(MAX + 1)), Deflated.of(noise(1, MAX + 1)))) {
      byte[] frame = new ClientFrames().frame(BINARY, more).bytes();

      assertThat(SinkRecord.inflated(MAX, frame)).containsExactly("broken 1009");
      assertThat(SinkRecord.inflated(MAX, frame, 1)).containsExactly("broken 1009");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096})
  void aBombIsRefusedBeforeItIsInflated(int piece) {
    byte[] bomb = new ClientFrames().frame(FIRST_TEXT, Deflated.of(new byte[100_000_000])).bytes();
    int bound = 65_536;
    FrameParser reader = new FrameParser(bound, true, new SinkRecord());
    List<Integer> held = new ArrayList<>();

    assertThatThrownBy(
            () -> {
              for (int at = 0; at < bomb.length; at += piece) {
                reader.read(bomb, at, Math.min(bomb.length, at + piece));
                held.add(reader.held());
              }
            })
        .isInstanceOf(BrokenFrameException.class)
        .hasMessage("a message of more than 65536 bytes");
    assertThat(held).allMatch(bytes -> bytes <= bound).hasSizeLessThan(200);
    assertThat(reader.held()).isZero();
  }

  @Test
  void whatIsSentForAMessageIsBoundedTooHoweverLittleIsInIt() {
    byte[] nothing = hex("000000ffff"); // a block without content
    ClientFrames frames = new ClientFrames().frame(FIRST_TEXT, nothing);
    for (int i = 0; i < MAX; i++) {
      frames.frame(0x00, nothing);
    }

    assertThat(SinkRecord.inflated(MAX, frames.bytes())).containsExactly("broken 1009");
    assertThat(SinkRecord.inflated(MAX, new ClientFrames().header(TEXT, Long.MAX_VALUE).bytes()))
        .containsExactly("broken 1009");
  }

  @Test
  void whatBecameLargerByBeingDeflatedIsRead() {
    byte[] noise = noise(1, MAX);
    byte[] stored = Deflated.stored(noise);
    byte[] oneByOne = Deflated.inBlocks(noise, IntStream.range(1, 100).toArray());
    assertThat(stored).hasSizeGreaterThan(MAX);
    assertThat(oneByOne).hasSizeGreaterThan(MAX + 500);

    ClientFrames frames = new ClientFrames().frame(BINARY, stored).frame(BINARY, oneByOne);

    assertThat(SinkRecord.inflated(MAX, frames.bytes()))
        .hasSize(2)
        .allMatch(words -> words.equals("binary " + latin(noise)));
  }

  @Test
  void textIsCheckedAsItIsInflated() {
    byte[] wrong = "x\u00FFx".repeat(20).getBytes(StandardCharsets.ISO_8859_1);
    ClientFrames unfinished = new ClientFrames().frame(FIRST_TEXT, Deflated.of(wrong));
    ClientFrames cut = new ClientFrames().frame(TEXT, Deflated.of(new byte[] {'a', (byte) 0xC3}));

    assertThat(SinkRecord.inflated(MAX, unfinished.bytes())).containsExactly("broken 1007");
    assertThat(SinkRecord.inflated(MAX, cut.bytes())).containsExactly("broken 1007");
    assertThat(
            SinkRecord.inflated(MAX, new ClientFrames().frame(BINARY, Deflated.of(wrong)).bytes()))
        .containsExactly("binary " + latin(wrong));
  }

  @Test
  void whatIsWrongFirstIsWhatIsSaid() {
    byte[] tooLargeThenBroken = concat(Deflated.of("x".repeat(MAX + 1)), hex("0000ffff06"));
    byte[] notUtf8ThenTooLarge = Deflated.of(latin("\u00FF" + "x".repeat(2 * MAX)));

    for (int piece : new int[] {1, 5, 5000}) {
      assertThat(
              SinkRecord.inflated(
                  MAX, new ClientFrames().frame(TEXT, tooLargeThenBroken).bytes(), piece))
          .containsExactly("broken 1009");
      assertThat(
              SinkRecord.inflated(
                  MAX, new ClientFrames().frame(TEXT, notUtf8ThenTooLarge).bytes(), piece))
          .containsExactly("broken 1007");
    }
  }

  @Test
  void nothingIsHeldBetweenMessagesNorAfterTheEnd() throws Exception {
    SinkRecord told = new SinkRecord();
    FrameParser reader = new FrameParser(MAX, true, told);
    byte[] whole = new ClientFrames().frame(TEXT, Deflated.of("whole")).bytes();
    byte[] begun = new ClientFrames().frame(FIRST_TEXT, Deflated.of("begun")).bytes();

    reader.read(whole, 0, whole.length);
    assertThat(reader.held()).isZero();
    reader.read(begun, 0, begun.length);
    assertThat(reader.held()).isPositive();
    reader.end();
    reader.end();
    assertThat(reader.held()).isZero();

    byte[] late = new ClientFrames().frame(TEXT, Deflated.of("late")).bytes();
    reader.read(late, 0, late.length);
    assertThat(told.words).containsExactly("text whole");
  }

  @Test
  void anEndedInflationHasNoMemoryOutsideTheHeap() throws Exception {
    Inflation inflation = new Inflation(MAX, null);
    byte[] some = Deflated.of("some");
    inflation.take(some, 0, some.length);

    inflation.end();
    inflation.end();

    assertThatThrownBy(() -> inflation.take(some, 0, some.length))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("closed");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsReadDoesNotDependOnHowItWasCut(long seed) {
    Random random = new Random(seed);
    List<String> expected = new ArrayList<>();
    ClientFrames frames = new ClientFrames();
    for (int i = 0; i < 10; i++) {
      byte[] message = message(random);
      fragments(deflated(message, random), random, frames, expected);
      expected.add("binary " + latin(message));
    }
    byte[] bytes = frames.bytes();

    assertThat(SinkRecord.inflated(MAX, bytes)).isEqualTo(expected);
    assertThat(SinkRecord.inflated(MAX, bytes, 1)).isEqualTo(expected);
    assertThat(SinkRecord.inflated(MAX, bytes, 1 + random.nextInt(50))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsSpoiltIsReadOrRefusedTheSameHoweverItWasCut(long seed) {
    Random random = new Random(seed);
    byte[] deflated = deflated(message(random), random);
    for (int i = 0; i < 3 && deflated.length > 0; i++) {
      deflated[random.nextInt(deflated.length)] = (byte) random.nextInt(256);
    }
    byte[] bytes = new ClientFrames().frame(random.nextBoolean() ? TEXT : BINARY, deflated).bytes();
    int bound = 1 + random.nextInt(MAX);

    List<String> atOnce = SinkRecord.inflated(bound, bytes);

    assertThat(SinkRecord.inflated(bound, bytes, 1)).isEqualTo(atOnce);
    assertThat(SinkRecord.inflated(bound, bytes, 1 + random.nextInt(20))).isEqualTo(atOnce);
  }

  private static byte[] message(Random random) {
    byte[] message = new byte[random.nextInt(MAX + 1)];
    int kinds = 1 + random.nextInt(256);
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) random.nextInt(kinds);
    }
    return message;
  }

  private static byte[] deflated(byte[] message, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Deflated.of(message);
      case 1 -> Deflated.stored(message);
      default -> {
        int[] places =
            random.ints(random.nextInt(5), 0, message.length + 1).sorted().distinct().toArray();
        yield Deflated.inBlocks(message, places);
      }
    };
  }

  private static void fragments(
      byte[] payload, Random random, ClientFrames frames, List<String> expected) {
    int first = BINARY;
    int at = 0;
    while (random.nextInt(3) > 0) {
      int to = at + random.nextInt(payload.length - at + 1);
      frames.frame(first & ~LAST, java.util.Arrays.copyOfRange(payload, at, to));
      at = to;
      first = LAST;
      if (random.nextBoolean()) {
        frames.frame(0x89, hex("70"));
        expected.add("ping p");
      }
    }
    frames.frame(first, java.util.Arrays.copyOfRange(payload, at, payload.length));
  }

  private static byte[] noise(long seed, int length) {
    byte[] noise = new byte[length];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return Frame.joined(List.of(first, second));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
