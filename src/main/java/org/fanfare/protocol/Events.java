package org.fanfare.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.encoding.WireFormat;
import org.fanfare.log.Cursor;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.log.Slice;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Server-Sent Events as of the HTML standard, section 9.2, in UTF-8. Safe for use by any thread.
 *
 * <p>No message can inject a field: every line of it, however it ends, is a {@code data:} of its
 * own.
 */
public final class Events {
  /**
   * A comment: a sign of life that no page sees. No empty line follows it, in which some clients
   * see an empty message.
   */
  public static final byte[] HEARTBEAT = utf8(":\n");

  /**
   * What is published may not come at the moment. The data is not empty: an {@code EventSource}
   * gives no event without it.
   */
  static final String INTERRUPTED = "event: interrupted\ndata: true\n\n";

  /** It comes again. */
  static final String RESUMED = "event: resumed\ndata: true\n\n";

  /** A publication as an event, without its {@code id:}. */
  public static final WireFormat<Publication, byte[]> PUBLICATION =
      new WireFormat<>("sse", p -> event(p.message()), event -> event.length + 16L);

  /** Events with their ids for those who read one group and are at the same place. */
  static final WireFormat<Slice, Encoded> RUN =
      new WireFormat<>("events", Events::run, events -> Payload.OVERHEAD);

  private Events() {}

  private static Encoded run(Slice slice) {
    Writer writer = new Writer(Cursor.empty());
    writer.publications(Cursor.Key.of(slice.first().group()), slice);
    return Encoded.of(slice, Payload.utf8(slice, writer.bytes()));
  }

  /** How a stream begins: when to come back, and from where. */
  public static byte[] opening(Duration retry, Cursor cursor) {
    return utf8("retry: %s\nid: %s\n\n".formatted(retry.toMillis(), cursor.text()));
  }

  /** How a stream ends: when to come back. */
  public static byte[] closing(long retryMillis) {
    return utf8("retry: %s\n\n".formatted(retryMillis));
  }

  /** A refusal that will pass. */
  public static byte[] refused(Problem problem, long retryMillis) {
    return utf8(
        "retry: %s\nevent: refused\ndata: %s\n\n".formatted(retryMillis, ProblemJson.of(problem)));
  }

  private static byte[] event(Message message) {
    return switch (message.kind()) {
      case BYTES ->
          utf8(
              "event: bytes\ndata: "
                  + Base64.getEncoder().encodeToString(message.toBytes())
                  + "\n\n");
      case TEXT, JSON -> TextEvent.of(message.toBytes());
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes events for one client, and keeps its cursor. Used by one thread at a time. */
  public static final class Writer {
    private static final byte[] ID = utf8("id: ");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private Cursor cursor;

    /** A writer for a client that is at {@code start}. */
    public Writer(Cursor start) {
      this.cursor = start;
    }

    /** Writes what a reader missed. */
    public void gap(Cursor.Key group, Gap gap, Position after) {
      id(group, after);
      bytes.writeBytes(utf8("event: gap\ndata: " + FanfareFrames.gap(gap) + "\n\n"));
    }

    /** Writes publications of one group. */
    public void publications(Cursor.Key group, @Nullable Slice slice) {
      if (slice != null) {
        for (Publication publication : slice.publications()) {
          id(group, publication.position());
          bytes.writeBytes(publication.encoded(PUBLICATION));
        }
      }
    }

    private void id(Cursor.Key group, Position position) {
      cursor = cursor.with(group, position);
      bytes.writeBytes(ID);
      bytes.writeBytes(utf8(cursor.text()));
      bytes.write('\n');
    }

    /** What was written. */
    public byte[] bytes() {
      return bytes.toByteArray();
    }
  }
}
