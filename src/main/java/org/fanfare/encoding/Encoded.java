package org.fanfare.encoding;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of one write: payloads, in order. Safe for use by any thread.
 *
 * <p>A transport that needs another form of them, such as frames, keeps that form here with a
 * {@link WireFormat} of its own. So a form that is sent to many clients is made once.
 */
public final class Encoded extends Derived {
  /** No payload: there is nothing to send. */
  public static final Encoded NOTHING = new Encoded(null, List.of());

  private static final WireFormat<Encoded, byte[]> JOINED =
      new WireFormat<>("joined", Encoded::join, bytes -> bytes.length);

  private static final long NOT_COUNTED = -1;

  private final List<Payload> payloads;
  private volatile long size = NOT_COUNTED;

  private Encoded(@Nullable Encodable source, List<Payload> payloads) {
    super(source);
    this.payloads = payloads;
  }

  /**
   * Creates the content of a write from several payloads.
   *
   * @param source the object that was encoded; null for content that is for a single client
   */
  public static Encoded of(@Nullable Encodable source, List<Payload> payloads) {
    return new Encoded(source, List.copyOf(payloads));
  }

  /** Creates the content of a write from one payload, with its source. */
  public static Encoded of(Encodable source, Payload payload) {
    return new Encoded(source, List.of(payload));
  }

  /** Creates a text for a single client. */
  public static Encoded text(String text) {
    return new Encoded(null, List.of(Payload.text(null, text)));
  }

  /** Creates a text for a single client from its UTF-8 bytes. */
  public static Encoded utf8(byte[] text) {
    return new Encoded(null, List.of(Payload.utf8(null, text)));
  }

  /** Returns the payloads. */
  public List<Payload> payloads() {
    return payloads;
  }

  /** Returns whether there is no payload. */
  public boolean isEmpty() {
    return payloads.isEmpty();
  }

  /** Returns the bytes of all payloads, concatenated. The array must not be changed. */
  public byte[] bytes() {
    return payloads.size() == 1 ? payloads.get(0).bytes() : encoded(JOINED);
  }

  /** Returns the size of all payloads in bytes, texts in UTF-8; computed at the first call. */
  public long size() {
    long known = size;
    if (known == NOT_COUNTED) {
      known = payloads.stream().mapToLong(Payload::size).sum();
      size = known;
    }
    return known;
  }

  private byte[] join() {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    payloads.forEach(payload -> joined.writeBytes(payload.bytes()));
    return joined.toByteArray();
  }
}
