package org.fanfare.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.transport.UnfinishedTotal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A body cut into lines, in whatever pieces it arrives. */
final class LineSplitterTest {
  private static final int MAX = 10;

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @Test
  void aLineEndsAtLfACrBeforeItIsDroppedAndEmptyOnesAreSkippedButCounted() {
    assertThat(cut("a\nb\r\n\n\r\nc\rd\n", new Random(1))).containsExactly("1 a", "2 b", "5 c\rd");
  }

  @Test
  void whatStandsAfterTheLastLfIsALineToo() {
    assertThat(cut("a\nlast", new Random(1))).containsExactly("1 a", "2 last");
    assertThat(cut("", new Random(1))).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void howItArrivesMakesNoDifference(long seed) {
    Random random = new Random(seed);
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      body.append(new String[] {"a", "\u20ac", "\n", "\r\n", "\nx", "\r"}[random.nextInt(6)]);
    }
    String text = body.toString().replaceAll("[^\\n]{3,}", "abc");

    List<String> expected = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line =
          lines[i].endsWith("\r") ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
      if (!line.isEmpty()) {
        expected.add((i + 1) + " " + line);
      }
    }
    assertThat(cut(text, random)).containsExactlyElementsOf(expected);
  }

  @Test
  void aLineHasAtMostSoManyBytesNotCountingItsEnd() {
    String longest = "x".repeat(MAX);

    assertThat(cut(longest + "\r\n" + longest + "\n" + longest, new Random(1)))
        .containsExactly("1 " + longest, "2 " + longest, "3 " + longest);
    for (String end : List.of("", "\n", "\r\n", "xxxxxxxx")) {
      assertThatThrownBy(() -> cut("a\n" + longest + "x" + end, new Random(1)))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().status()).isEqualTo(Status.TOO_LARGE));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aLineThatIsTooLargeMayBePassedOverHoweverItArrives(long seed) {
    String large = "x".repeat(MAX + 1);
    String largest = "y".repeat(MAX * LineSplitter.MOST_PASSED);

    List<String> lines =
        cut("a\n" + large + "\nb\n" + largest + "\n\nc\n" + large, new Random(seed), true);

    assertThat(lines)
        .containsExactly("1 a", "2 too-large", "3 b", "4 too-large", "6 c", "7 too-large");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aLineThatIsMuchTooLargeIsNotPassedOver(long seed) {
    String endless = "y".repeat(MAX * LineSplitter.MOST_PASSED + 1);

    assertThatThrownBy(() -> cut("a\n" + endless + "\nb\n", new Random(seed), true))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().status()).isEqualTo(Status.TOO_LARGE));
  }

  private static List<String> cut(String body, Random random) {
    return cut(body, random, false);
  }

  private static List<String> cut(String body, Random random, boolean passesOver) {
    List<String> lines = new ArrayList<>();
    LineSplitter.Sink strict =
        (content, number) -> lines.add(number + " " + new String(content, UTF_8));
    LineSplitter.Sink sink = passesOver ? passing(strict, lines) : strict;
    UnfinishedTotal total = new UnfinishedTotal(1000, Duration.ofSeconds(1), () -> 0);
    LineSplitter cutter = new LineSplitter(MAX, total.ofBody());
    byte[] bytes = body.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(5));
      byte[] buffer = Arrays.copyOf(Arrays.copyOfRange(bytes, at, at + length), length + 3);
      cutter.take(buffer, length, sink);
      at += length;
      assertThat(cutter.hold()).isTrue();
    }
    cutter.end(sink);
    assertThat(total.used()).isZero();
    return lines;
  }

  private static LineSplitter.Sink passing(LineSplitter.Sink strict, List<String> lines) {
    return new LineSplitter.Sink() {
      @Override
      public void line(byte[] content, long number) {
        strict.line(content, number);
      }

      @Override
      public void tooLarge(ProblemException problem, long number) {
        lines.add(number + " " + problem.problem().word());
      }
    };
  }
}
