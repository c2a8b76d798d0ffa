package org.fanfare.transport.websocket;

import java.util.List;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outlet.Written;
import org.fanfare.encoding.Encoded;
import org.fanfare.rfc6455.Frame;
import org.fanfare.status.Problem;
import org.fanfare.transport.Wire;

/**
 * An upgraded connection: all payloads of a write are sent together, in Fanfare's own frames.
 * Called as {@link Wire} says.
 */
final class UpgradedWire implements Wire {
  private final CloseHandshake handshake;
  private final DirectWriter writer;
  private final boolean deflates;
  private final boolean late;

  /**
   * @param handshake how the connection ends
   * @param writer writes to it
   * @param deflates whether the client agreed on {@code permessage-deflate}
   * @param late whether the 101 may still wait for the first frame
   */
  UpgradedWire(CloseHandshake handshake, DirectWriter writer, boolean deflates, boolean late) {
    this.handshake = handshake;
    this.writer = writer;
    this.deflates = deflates;
    this.late = late;
  }

  @Override
  public long write(Encoded encoded, Written written) {
    return send(SocketFrames.of(encoded, deflates), written);
  }

  @Override
  public long ping(long mark, Encoded beside, Written written) {
    byte[] ping = Frame.ping(mark);
    return send(
        beside.isEmpty() ? ping : Frame.joined(List.of(ping, SocketFrames.of(beside, deflates))),
        written);
  }

  /**
   * {@inheritDoc} If the 101 may still be in the buffer, a pong without a ping (RFC 6455, section
   * 5.5.3) is sent, which takes it along.
   */
  @Override
  public long begin(Written written) {
    if (late) {
      return send(Frame.pong(new byte[0]), written);
    }
    written.done(true);
    return 0;
  }

  private long send(byte[] frames, Written written) {
    writer.write(frames, written);
    return frames.length;
  }

  @Override
  public long refuse(Problem problem, long retryMillis, Written written) {
    written.done(true); // the close frame has the reason
    return 0;
  }

  @Override
  public void close(Ended reason) {
    handshake.byServer(reason);
  }
}
