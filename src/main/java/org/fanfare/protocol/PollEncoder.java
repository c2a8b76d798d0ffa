package org.fanfare.protocol;

import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;

/** Encodes the single answer to a poll as JSON. Safe for use by any thread. */
public final class PollEncoder extends JsonEncoder {
  @Override
  public Encoded hello(Outgoing.Hello hello) {
    return Encoded.NOTHING; // nothing is sent to a poll before its answer
  }

  @Override
  public Encoded channelMessage(Outgoing.ChannelMessage sent) {
    return Encoded.NOTHING; // a poll has no channel
  }

  @Override
  public Encoded reply(Outgoing.Reply reply) {
    return Encoded.NOTHING; // a poll has no replies
  }

  @Override
  public Encoded interruption(Outgoing.Interruption interruption) {
    return Encoded.text(FanfareFrames.interrupted(interruption.cursor()));
  }

  @Override
  public Encoded farewell(Outgoing.Farewell farewell) {
    return Encoded.text(FanfareFrames.stopping(farewell.cursor(), farewell.retryMillis()));
  }
}
