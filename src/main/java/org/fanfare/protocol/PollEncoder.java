package org.fanfare.protocol;

import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;

/** The one answer of a poll, as JSON. Safe for use by any thread. */
public final class PollEncoder extends JsonEncoder {
  @Override
  public Encoded hello(Outgoing.Hello hello) {
    return Encoded.NOTHING; // a poll is told nothing before its answer
  }

  @Override
  public Encoded channelMessage(Outgoing.ChannelMessage sent) {
    return Encoded.NOTHING; // it has no channel
  }

  @Override
  public Encoded reply(Outgoing.Reply reply) {
    return Encoded.NOTHING; // it asks nothing
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
