package org.fanfare.protocol;

import java.time.Duration;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.status.Problem;

/**
 * The common part of the encoders of Server-Sent Events, with and without ids. Safe for use by any
 * thread.
 */
abstract class EventStreamEncoder implements Encoder {
  private static final Encoded HEARTBEAT = Encoded.utf8(Events.HEARTBEAT);

  private final Duration retry;

  /**
   * Creates an encoder.
   *
   * @param retry the default delay after which a client comes back
   */
  EventStreamEncoder(Duration retry) {
    this.retry = retry;
  }

  final Duration retry() {
    return retry;
  }

  @Override
  public final String contentType() {
    return "text/event-stream";
  }

  @Override
  public final Encoded messages(Outgoing.Messages sent) {
    return Encoded.utf8(Events.messages(sent.messages()));
  }

  @Override
  public final Encoded sessionOpened(Outgoing.SessionOpened opened) {
    return Encoded.NOTHING; // this protocol has no sessions
  }

  @Override
  public final Encoded numbered(Outgoing.Numbered numbered) {
    return Encoded.NOTHING; // this protocol has no sessions
  }

  @Override
  public final Encoded channelMessage(Outgoing.ChannelMessage sent) {
    return Encoded.NOTHING; // a stream shows no channel
  }

  @Override
  public final Encoded reply(Outgoing.Reply reply) {
    return Encoded.NOTHING; // a stream has no replies
  }

  @Override
  public final Encoded heartbeat(Outgoing.Heartbeat beat) {
    return HEARTBEAT;
  }

  @Override
  public final Encoded farewell(Outgoing.Farewell farewell) {
    long delay = farewell.retryMillis() == 0 ? retry.toMillis() : farewell.retryMillis();
    return Encoded.utf8(Events.closing(delay));
  }

  /**
   * Reports a temporary problem in a stream, because an {@code EventSource} reconnects only after a
   * stream.
   */
  @Override
  public final Encoded refused(Problem problem, long retryMillis) {
    return problem.passes() ? Encoded.utf8(Events.refused(problem, retryMillis)) : Encoded.NOTHING;
  }
}
