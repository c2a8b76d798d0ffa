package org.fanfare.protocol;

import java.time.Duration;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;

/**
 * Encodes outgoing content as JSON frames of the subprotocol {@code fanfare}. Safe for use by any
 * thread.
 */
public final class FanfareEncoder extends JsonEncoder {
  private final Duration heartbeat;
  private final int maxSize;

  /**
   * Creates an encoder.
   *
   * @param heartbeat the node's heartbeat, which is sent to clients
   * @param maxSize the maximum size of a message in bytes, which is sent to clients too
   */
  public FanfareEncoder(Duration heartbeat, int maxSize) {
    this.heartbeat = heartbeat;
    this.maxSize = maxSize;
  }

  @Override
  public Encoded hello(Outgoing.Hello hello) {
    return Encoded.text(
        FanfareFrames.hello(hello.cursor(), heartbeat, maxSize, hello.channel(), hello.groups()));
  }

  @Override
  public Encoded channelMessage(Outgoing.ChannelMessage sent) {
    return Encoded.text(FanfareFrames.message(sent.message()));
  }

  @Override
  public Encoded reply(Outgoing.Reply reply) {
    return Encoded.text(FanfareFrames.reply(reply));
  }

  @Override
  public Encoded interruption(Outgoing.Interruption interruption) {
    return Encoded.text("{\"interrupted\":" + interruption.begins() + "}");
  }

  @Override
  public Encoded farewell(Outgoing.Farewell farewell) {
    return Encoded.text(
        FanfareFrames.closing(
            farewell.reason().code(), farewell.reason().text(), farewell.retryMillis()));
  }
}
