package org.fanfare.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/** What is sealed is read by those who have the key, as what it was sealed for, and as it was. */
@Law(8)
final class SealsTest {
  private static final byte[] CHANNEL = "ff:{any.group}".getBytes(UTF_8);
  private static final byte[] PLAIN = "hello".getBytes(UTF_8);

  private final Seals old = seals(1);
  private final Seals both = seals(2, 1);
  private final Seals present = seals(2);

  /** Returns keys, each of bytes that are all the same. */
  static List<SecretKey> keys(int... fills) {
    return Arrays.stream(fills).mapToObj(SealsTest::key).toList();
  }

  private static SecretKey key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return new SecretKeySpec(bytes, "AES");
  }

  private static Seals seals(int... fills) {
    return new Seals(keys(fills), new SecureRandom());
  }

  @Test
  void whatIsSealedIsOpenedAndDoesNotShowWhatItIs() {
    byte[] envelope = old.seal(PLAIN, CHANNEL);

    assertThat(Seals.isSealed(envelope, 0)).isTrue();
    assertThat(envelope).hasSize(PLAIN.length + Seals.GROWTH);
    assertThat(new String(envelope, UTF_8)).doesNotContain("hello");
    assertThat(old.open(envelope, 0, CHANNEL)).isEqualTo(PLAIN);
    assertThat(old.open(old.seal(new byte[0], CHANNEL), 0, CHANNEL)).isEmpty();
  }

  @Test
  void whatComesBeforeItStaysAsItIs() {
    byte[] head = {1, 2, 3};
    byte[] envelope = old.seal(PLAIN, CHANNEL);
    byte[] all = Arrays.copyOf(head, head.length + envelope.length);
    System.arraycopy(envelope, 0, all, head.length, envelope.length);

    assertThat(old.open(all, head.length, CHANNEL)).startsWith(head).endsWith(PLAIN).hasSize(8);
  }

  @Test
  void theSameIsSealedDifferentlyEachTime() {
    Set<String> all = new HashSet<>();
    Stream.generate(() -> old.seal(PLAIN, CHANNEL))
        .limit(1000)
        .forEach(envelope -> all.add(Arrays.toString(envelope)));

    assertThat(all).hasSize(1000);
  }

  @Test
  void theFirstKeySealsAndAllOpen() {
    assertThat(both.open(old.seal(PLAIN, CHANNEL), 0, CHANNEL)).isEqualTo(PLAIN);
    assertThat(present.open(both.seal(PLAIN, CHANNEL), 0, CHANNEL)).isEqualTo(PLAIN);
    assertThatThrownBy(() -> old.open(both.seal(PLAIN, CHANNEL), 0, CHANNEL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis.encryption-keys");
  }

  @Test
  void whatWasMovedToAnotherGroupIsRefused() {
    byte[] envelope = old.seal(PLAIN, CHANNEL);

    assertThatThrownBy(() -> old.open(envelope, 0, "ff:{other}".getBytes(UTF_8)))
        .hasMessageContaining("changed, or moved");
  }

  @Test
  void whateverIsChangedIsRefused() {
    byte[] envelope = old.seal(PLAIN, CHANNEL);
    for (int i = 1; i < envelope.length; i++) {
      byte[] changed = envelope.clone();
      changed[i] ^= 4;
      assertThatThrownBy(() -> old.open(changed, 0, CHANNEL))
          .as("byte %d", i)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int length = 1; length < envelope.length; length++) {
      byte[] cut = Arrays.copyOf(envelope, length);
      assertThatThrownBy(() -> old.open(cut, 0, CHANNEL))
          .as("%d bytes", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void fingerprintsAreThoseOfTheKeys() {
    assertThat(both.fingerprints(PLAIN))
        .containsExactly(present.fingerprints(PLAIN).get(0), old.fingerprints(PLAIN).get(0))
        .doesNotHaveDuplicates();
  }
}
