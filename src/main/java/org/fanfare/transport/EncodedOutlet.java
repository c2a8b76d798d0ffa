package org.fanfare.transport;

import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Outlet;
import org.fanfare.encoding.Encoded;
import org.fanfare.protocol.Encoder;
import org.fanfare.status.Problem;

/**
 * An outlet that combines any protocol (an {@link Encoder}) with any transport (a {@link Wire}).
 */
public final class EncodedOutlet implements Outlet {
  private final Encoder encoder;
  private final Wire wire;

  /** Creates an outlet that encodes with {@code encoder} and writes to {@code wire}. */
  public EncodedOutlet(Encoder encoder, Wire wire) {
    this.encoder = encoder;
    this.wire = wire;
  }

  @Override
  public long write(Outgoing outgoing, Written written) {
    Encoded encoded = outgoing.accept(encoder);
    if (outgoing.mark() != 0) {
      return wire.ping(outgoing.mark(), encoded, written);
    }
    if (outgoing instanceof Outgoing.Refusal refusal) {
      return refuse(refusal, written);
    }
    if (encoded.isEmpty() && outgoing instanceof Outgoing.Hello) {
      return wire.begin(written);
    }
    if (encoded.isEmpty()) {
      written.done(true); // the protocol has no representation of it
      return 0;
    }
    return wire.write(encoded, written);
  }

  private long refuse(Outgoing.Refusal refusal, Written written) {
    Problem why = refusal.reason().problem();
    Encoded encoded = encoder.refused(why, refusal.retryMillis());
    return encoded.isEmpty()
        ? wire.refuse(why, refusal.retryMillis(), written)
        : wire.write(encoded, written);
  }

  @Override
  public boolean keepsWrites() {
    return wire.keepsWrites();
  }

  @Override
  public void close(Ended reason) {
    wire.close(reason);
  }
}
