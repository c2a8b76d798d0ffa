package org.fanfare.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fanfare.log.Publication;
import org.fanfare.message.Message;
import org.fanfare.transport.websocket.SocketFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What it costs to encode a message: it is made of the bytes that it has. */
final class EncodingCostTest {
  private static final int MANY = 200;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Consumer<Publication>> bytes() {
    return Stream.of(
        p -> p.encoded(BareEncoder.MESSAGE).encoded(SocketFrames.FRAME),
        p -> p.encoded(Events.PUBLICATION));
  }

  @ParameterizedTest
  @MethodSource("bytes")
  void aLargeTextIsCopiedAndNeitherDecodedNorEncoded(Consumer<Publication> format) {
    String text = "\u4e2d".repeat(20_000) + "\n" + "\u4e2d".repeat(20_000);
    int size = 3 * 40_000 + 1;

    assertThat(allocated(format, text)).isLessThan((long) (3.2 * size));
  }

  @Test
  void aSmallEventNeedsLittleMoreThanItsBytes() {
    assertThat(allocated(p -> p.encoded(Events.PUBLICATION), "hello")).isLessThan(600);
  }

  /** How many bytes of the heap are taken for each. */
  private long allocated(Consumer<Publication> format, String text) {
    encode(format, text); // classes are loaded
    Publication[] publications =
        IntStream.range(0, MANY)
            .mapToObj(i -> Samples.publication(Message.text(text)))
            .toArray(Publication[]::new);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (Publication publication : publications) {
      format.accept(publication);
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / MANY;
  }

  private static void encode(Consumer<Publication> format, String text) {
    format.accept(Samples.publication(Message.text(text)));
  }
}
