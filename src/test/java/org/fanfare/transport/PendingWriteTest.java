package org.fanfare.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A write is given to the container in pieces, each of which leaves, and is held no longer. */
final class PendingWriteTest {
  private final ScriptedStream stream = new ScriptedStream();
  private final List<Boolean> told = new ArrayList<>();

  @Test
  void eachPieceLeavesBeforeTheNext() throws IOException {
    PendingWrite write = new PendingWrite(2).begin("12345".getBytes(US_ASCII), false, told::add);

    assertThat(write.advance(stream)).isTrue();

    assertThat(stream.calls).containsExactly("12", "flush", "34", "flush", "5");
  }

  @Test
  void whatTheContainerHasWholeIsNotHeldForASlowClient() throws IOException {
    byte[] bytes = new byte[100_000];
    WeakReference<byte[]> held = new WeakReference<>(bytes);
    PendingWrite write = new PendingWrite().begin(bytes, true, told::add);
    stream.roomFor = 1;

    assertThat(write.advance(stream)).isFalse();
    bytes = null;

    await()
        .until(
            () -> {
              System.gc();
              return held.get() == null;
            });
    stream.room = true;
    assertThat(write.advance(stream)).isTrue();
    assertThat(stream.calls).endsWith("flush");
    assertThat(stream.written.size()).isEqualTo(100_000);
    write.done(true);
    assertThat(told).containsExactly(true);
  }
}
