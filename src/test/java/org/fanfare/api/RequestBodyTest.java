package org.fanfare.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.gate.Law;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A body of the API counts in the memory for what is incomplete, and gives it back. */
@Law(6)
final class RequestBodyTest {
  private static final int TOTAL = 100_000;

  private final AtomicLong used = new AtomicLong();
  private final ApiBodies bodies =
      new ApiBodies(
          bytes -> {
            boolean fits = used.get() + bytes <= TOTAL;
            used.addAndGet(fits ? bytes : 0);
            return fits;
          });

  @Test
  void aBodyCountsUntilItsRequestIsAnswered() {
    try (RequestBody body = read(50_000, 50_000)) {
      assertThat(body.bytes()).hasSize(50_000);
      assertThat(used).hasValue(50_000);
    }
    assertThat(used).hasValue(0);
  }

  @Test
  void oneThatIsClosedTwiceGivesBackOnce() {
    RequestBody body = read(10, 10);
    body.close();
    body.close();

    assertThat(used).hasValue(0);
  }

  @Test
  void whatIsTooLargeOrFindsNoRoomIsRefusedAndCountsNoMore() {
    assertRefused(Status.TOO_LARGE, () -> read(50_001, 50_000));
    assertRefused(Status.TOO_MUCH_BEGUN, () -> read(TOTAL + 1, 1 << 20));
    assertThat(used).hasValue(0);
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
    assertThat(used).hasValue(0);
    bodies.read(text("x"), "identity", 1000).close();
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
