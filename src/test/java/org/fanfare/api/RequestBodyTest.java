package org.fanfare.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.gate.Law;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A body of the API takes its part of the memory of all of them, and gives it back. */
@Law(6)
final class RequestBodyTest {
  private static final int TOTAL = 100_000;

  private final AtomicLong nanos = new AtomicLong();
  private final ApiBodies bodies = new ApiBodies(TOTAL, Duration.ofSeconds(30), nanos::get);

  @Test
  void aBodyCountsUntilItsRequestIsAnswered() {
    try (RequestBody body = read(50_000, 50_000)) {
      assertThat(body.bytes()).hasSize(50_000);
      assertThat(bodies.used()).isEqualTo(50_000);
    }
    assertThat(bodies.used()).isZero();
  }

  @Test
  void oneThatIsClosedTwiceGivesBackOnce() {
    RequestBody body = read(10, 10);
    body.close();
    body.close();

    assertThat(bodies.used()).isZero();
  }

  @Test
  void whatIsTooLargeOrFindsNoRoomIsRefusedAndCountsNoMore() {
    assertRefused(Status.TOO_LARGE, () -> read(50_001, 50_000));
    assertRefused(Status.TOO_MUCH_BEGUN, () -> read(TOTAL + 1, 1 << 20));
    assertThat(bodies.used()).isZero();
  }

  @Test
  void whatBreaksOffOrIsCodedIsRefused() {
    InputStream broken =
        new FilterInputStream(text("0123456789")) {
          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            int read = super.read(to, offset, length);
            if (read < 0) {
              throw new IOException("gone");
            }
            return read;
          }
        };

    assertRefused(Status.INCOMPLETE, () -> bodies.read(broken, null, 1000));
    assertRefused(Status.UNSUPPORTED_ENCODING, () -> bodies.read(text("x"), "gzip", 1000));
    assertThat(bodies.used()).isZero();
    bodies.read(text("x"), "identity", 1000).close();
  }

  /** Law 7: whoever sends a byte now and then holds neither memory nor a thread for long. */
  @Test
  void whatIsNotCompleteInTimeIsRefused() {
    InputStream slow =
        new FilterInputStream(text("x".repeat(1000))) {
          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            return super.read(to, offset, 1);
          }
        };

    assertRefused(Status.TIMEOUT, () -> bodies.read(slow, null, 1000));
    assertThat(bodies.used()).isZero();
  }

  /** An error is no reason to keep the memory. */
  @Test
  void whateverIsThrownTheMemoryIsGivenBack() {
    InputStream failing =
        new FilterInputStream(text("0123456789")) {
          private boolean begun;

          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            if (begun) {
              throw new OutOfMemoryError("for this test");
            }
            begun = true;
            return super.read(to, offset, 5);
          }
        };

    assertThatThrownBy(() -> bodies.read(failing, null, 1000)).isInstanceOf(OutOfMemoryError.class);
    assertThat(bodies.used()).isZero();
  }

  private RequestBody read(int size, long most) {
    return bodies.read(text("x".repeat(size)), null, most);
  }

  private static InputStream text(@Nullable String text) {
    return new ByteArrayInputStream(String.valueOf(text).getBytes(UTF_8));
  }

  private static void assertRefused(
      Status status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }
}
