package org.fanfare.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.fanfare.rfc6455.FrameParser;
import org.fanfare.rfc6455.FrameSink;
import org.fanfare.transport.UnfinishedTotal;
import org.junit.jupiter.api.Test;

/** What comes is read for as long as the connection is there. */
final class DirectReaderTest {
  private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

  private final List<String> told = new ArrayList<>();
  private final AtomicReference<Runnable> onPong = new AtomicReference<>(() -> {});
  private final UnfinishedTotal begun =
      new UnfinishedTotal(100_000, Duration.ofSeconds(1), () -> 0);
  private final DirectReader reader =
      new DirectReader(new FrameParser(100, true, new Sink()), begun.ofSocket(() -> {}));

  /** Tells of pongs, and does then what a test wants done. */
  private final class Sink implements FrameSink {
    @Override
    public void pong(byte[] payload) {
      told.add("pong");
      onPong.get().run();
    }

    @Override
    public void text(String text) {
      told.add(text);
    }

    @Override
    public void binary(byte[] bytes) {}

    @Override
    public void ping(byte[] payload) {}

    @Override
    public void close(int code, String reason) {}
  }

  private void read(byte[]... frames) throws Exception {
    for (byte[] frame : frames) {
      byte[] bytes = frame.clone();
      reader.read(bytes, bytes.length);
    }
  }

  @Test
  void whatComesIsRead() throws Exception {
    read(PONG, PONG);

    assertThat(told).containsExactly("pong", "pong");
  }

  @Test
  void nothingIsReadFromAConnectionThatHasGone() throws Exception {
    reader.end();
    reader.end();

    read(PONG);

    assertThat(told).isEmpty();
  }

  @Test
  void aConnectionThatGoesWhileItIsReadIsLetGoOfAfterThat() throws Exception {
    onPong.set(reader::end);

    read(PONG);
    read(PONG);

    assertThat(told).containsExactly("pong");
  }
}
