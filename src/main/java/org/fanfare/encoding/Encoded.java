package org.fanfare.encoding;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one write carries: payloads, in order. Safe for use by any thread.
 *
 * <p>A wire that needs them in another form, such as in frames, keeps it here by a {@link
 * WireFormat} of its own, so that what many clients are sent is made once.
 */
public final class Encoded extends Derived {
  /** No payload: there is nothing to say. */
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
   * Some payloads.
   *
   * @param source what was encoded, or null of what is for one client alone
   */
  public static Encoded of(@Nullable Encodable source, List<Payload> payloads) {
    return new Encoded(source, List.copyOf(payloads));
  }

  /** One payload, with its source. */
  public static Encoded of(Encodable source, Payload payload) {
    return new Encoded(source, List.of(payload));
  }

  /** A text for one client alone. */
  public static Encoded text(String text) {
    return new Encoded(null, List.of(Payload.text(null, text)));
  }

  /** The same, in UTF-8 already. */
  public static Encoded utf8(byte[] text) {
    return new Encoded(null, List.of(Payload.utf8(null, text)));
  }

  /** The payloads. */
  public List<Payload> payloads() {
    return payloads;
  }

  /** Whether there is no payload. */
  public boolean isEmpty() {
    return payloads.isEmpty();
  }

  /** The bytes of all payloads, one after the other; never to be changed. */
  public byte[] bytes() {
    return payloads.size() == 1 ? payloads.get(0).bytes() : encoded(JOINED);
  }

  /** How many bytes all payloads have, texts in UTF-8; counted once, when somebody asks. */
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
