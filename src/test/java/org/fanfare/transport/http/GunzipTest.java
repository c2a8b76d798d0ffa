package org.fanfare.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** gzip as RFC 1952 has it, in whatever pieces it arrives. */
final class GunzipTest {
  private static final String TEXT = "Fanfare! ".repeat(1_000);

  private final Gunzip gunzip = new Gunzip();

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  static IntStream flags() {
    return IntStream.range(0, 32);
  }

  /** All that comes out of these bytes, given in pieces of a random size. */
  private String undone(byte[] gzip, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] room = new byte[1 + random.nextInt(50)];
    for (int at = 0; at < gzip.length; ) {
      int length = Math.min(gzip.length - at, 1 + random.nextInt(100));
      System.arraycopy(gzip, at, gunzip.input(), 0, length);
      at += length;
      gunzip.filled(length);
      assertThat(gunzip.hasMore()).isTrue();
      for (int count = gunzip.inflate(room); count > 0; count = gunzip.inflate(room)) {
        out.write(room, 0, count);
      }
      assertThat(gunzip.hasMore()).isFalse();
    }
    return out.toString(UTF_8);
  }

  private void assertNoGzip(byte[] bytes) {
    assertThatThrownBy(() -> undone(bytes, new Random(1)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(Status.INVALID_ENCODING);
              assertThat(e.problem().detail()).contains("RFC 1952");
            });
  }

  @ParameterizedTest(name = "flags {0}")
  @MethodSource("flags")
  void whateverTheHeaderHasIsPassedOver(int flags) {
    assertThat(undone(Gzipped.with(flags, TEXT), new Random(flags))).isEqualTo(TEXT);
    assertThat(gunzip.isWhole()).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void membersFollowOneAnother(long seed) {
    byte[] three =
        Gzipped.joined(Gzipped.of("one\n"), Gzipped.with(Gzipped.NAME, ""), Gzipped.of(TEXT));

    assertThat(undone(three, new Random(seed))).isEqualTo("one\n" + TEXT);
    assertThat(gunzip.isWhole()).isTrue();
  }

  @Test
  void whateverIsMissingAtTheEndItIsNotWhole() {
    byte[] gzip = Gzipped.with(Gzipped.CHECKSUM | Gzipped.NAME, "some text");
    assertThat(gunzip.isWhole()).as("nothing is no gzip").isFalse();
    for (int length = 1; length < gzip.length; length++) {
      Gunzip part = new Gunzip();
      System.arraycopy(gzip, 0, part.input(), 0, length);
      part.filled(length);
      byte[] room = new byte[100];
      while (part.inflate(room) > 0) {
        assertThat(part.isWhole()).isFalse();
      }

      assertThat(part.isWhole()).as("%d of %d bytes", length, gzip.length).isFalse();
      part.end();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void whatBeginsOtherwiseIsNoGzip(int at) {
    byte[] gzip = Gzipped.of(TEXT);
    gzip[at] = (byte) 0xe7;

    assertNoGzip(gzip);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aCheckSumOrASizeThatIsWrongIsFound(int fromEnd) {
    byte[] gzip = Gzipped.of(TEXT);
    gzip[gzip.length - fromEnd] ^= 1;

    assertNoGzip(gzip);
  }

  @Test
  void aHeaderWhoseCheckSumIsWrongIsFound() {
    byte[] gzip = Gzipped.with(Gzipped.CHECKSUM, TEXT);
    gzip[10] ^= 1;

    assertNoGzip(gzip);
  }

  @Test
  void dataThatIsDamagedIsFound() {
    byte[] gzip = Gzipped.of(TEXT);
    gzip[10] = 7; // a block of the type that does not exist

    assertNoGzip(gzip);
  }

  @Test
  void whatFollowsTheLastMemberIsNoPadding() {
    assertNoGzip(Gzipped.joined(Gzipped.of(TEXT), new byte[3]));
  }

  @Test
  @Law(6)
  void noMoreIsInflatedThanThereIsRoomFor() {
    byte[] bomb = Gzipped.of(new byte[8 << 20]);
    System.arraycopy(bomb, 0, gunzip.input(), 0, 4_000);
    gunzip.filled(4_000);
    byte[] room = new byte[1_000];

    assertThat(gunzip.inflate(room)).isEqualTo(1_000);
    assertThat(gunzip.hasMore()).isTrue();
    assertThat(gunzip.inflate(room)).isEqualTo(1_000);
  }

  @Test
  void onceItHasEndedNothingMoreComesOfIt() {
    System.arraycopy(Gzipped.of("some"), 0, gunzip.input(), 0, 20);
    gunzip.filled(20);

    gunzip.end();
    gunzip.end();

    assertThat(gunzip.inflate(new byte[10])).isNegative();
    assertThat(gunzip.hasMore()).isFalse();
    assertThat(gunzip.hasEnded()).isTrue();
  }
}
