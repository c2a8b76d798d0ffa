package org.fanfare.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
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
 * Writes Server-Sent Events as defined by the HTML standard, section 9.2, in UTF-8. Safe for use by
 * any thread.
 *
 * <p>A message cannot inject a field: each of its lines, whatever its line break, becomes a
 * separate {@code data:} field.
 */
public final class Events {
  /**
   * A comment, which is a sign of life that pages do not see. No empty line follows it, because
   * some clients would treat that as an empty message.
   */
  public static final byte[] HEARTBEAT = utf8(":\n");

  /**
   * Publications may currently not arrive. The data is not empty, because an {@code EventSource}
   * dispatches no event without data.
   */
  static final String INTERRUPTED = "event: interrupted\ndata: true\n\n";

  /** The interruption has ended. */
  static final String RESUMED = "event: resumed\ndata: true\n\n";

  /** The format of a publication as an event, without its {@code id:}. */
  public static final WireFormat<Publication, byte[]> PUBLICATION =
      new WireFormat<>("sse", p -> event(p.message()), event -> event.length + 16L);

  /**
   * The format of events with their ids, for clients that read one group and are at the same
   * position.
   */
  static final WireFormat<Slice, Encoded> RUN =
      new WireFormat<>("events", Events::run, events -> Payload.OVERHEAD);

  private Events() {}

  private static Encoded run(Slice slice) {
    Writer writer = new Writer(Cursor.empty());
    writer.publications(Cursor.Key.of(slice.first().group()), slice);
    return Encoded.of(slice, Payload.utf8(slice, writer.bytes()));
  }

  /** Returns the beginning of a stream: the reconnection delay and the cursor. */
  public static byte[] opening(Duration retry, Cursor cursor) {
    return utf8("retry: %s\nid: %s\n\n".formatted(retry.toMillis(), cursor.text()));
  }

  /** Returns the end of a stream: the reconnection delay in milliseconds. */
  public static byte[] closing(long retryMillis) {
    return utf8("retry: %s\n\n".formatted(retryMillis));
  }

  /** Returns a stream that reports a temporary problem. */
  public static byte[] refused(Problem problem, long retryMillis) {
    return utf8(
        "retry: %s\nevent: refused\ndata: %s\n\n".formatted(retryMillis, ProblemJson.of(problem)));
  }

  /** Returns messages as events without ids. */
  static byte[] messages(List<Message> messages) {
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    messages.forEach(message -> events.writeBytes(event(message)));
    return events.toByteArray();
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

  /** Writes events for one client and tracks its cursor. Used by one thread at a time. */
  public static final class Writer {
    private static final byte[] ID = utf8("id: ");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private Cursor cursor;

    /** Creates a writer for a client at {@code start}. */
    public Writer(Cursor start) {
      this.cursor = start;
    }

    /** Writes a gap as an event. */
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

    /** Returns everything written so far. */
    public byte[] bytes() {
      return bytes.toByteArray();
    }
  }
}
