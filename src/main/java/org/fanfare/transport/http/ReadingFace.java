package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.fanfare.connection.CloseReason;
import org.fanfare.connection.Connection;
import org.fanfare.connection.Connections;
import org.fanfare.connection.Face;
import org.fanfare.connection.Lifetime;
import org.fanfare.protocol.Encoder;
import org.fanfare.protocol.EventEncoder;
import org.fanfare.protocol.PollEncoder;
import org.fanfare.protocol.Problem;
import org.fanfare.publish.Publisher;
import org.fanfare.transport.Ask;
import org.fanfare.transport.EncodedOutlet;
import org.fanfare.transport.Opening;
import org.fanfare.transport.WritingThreads;

/** Lets streams and polls begin. Safe for use by any thread. */
public final class ReadingFace {
  private static final Encoder ANSWER = new PollEncoder();

  private final Connections connections;
  private final Opening opening;
  private final StreamTimes times;
  private final RandomGenerator random;
  private final WritingThreads threads;
  private final Publisher publisher;
  private final Encoder events;

  /**
   * A face that opens readers by {@code opening}, and counts refusals as {@code publisher} does.
   */
  public ReadingFace(
      Connections connections,
      Opening opening,
      StreamTimes times,
      RandomGenerator random,
      WritingThreads threads,
      Publisher publisher) {
    this.connections = connections;
    this.opening = opening;
    this.times = times;
    this.random = random;
    this.threads = threads;
    this.publisher = publisher;
    this.events = new EventEncoder(times.retry());
  }

  /** Begins a stream of events. */
  void stream(HttpServletRequest request, Ask ask) throws IOException {
    ResponseWriter writer = new ResponseWriter(request, true, threads);
    EncodedOutlet outlet = outlet(events, writer, true);
    Lifetime life =
        ask.waiting().isZero()
            ? new Lifetime(connections.settings().heartbeat(), jittered(times.lifetime()))
            : Lifetime.silentFor(ask.waiting());
    begin(ask, writer, outlet, connections.connect(Face.STREAM, outlet, life));
  }

  /** Begins to wait for an answer. */
  void poll(HttpServletRequest request, Ask ask) throws IOException {
    ResponseWriter writer = new ResponseWriter(request, false, threads);
    EncodedOutlet outlet = outlet(ANSWER, writer, false);
    Lifetime life = new Lifetime(ask.waiting(), null);
    begin(ask, writer, outlet, connections.connect(Face.POLL, outlet, life));
  }

  private static EncodedOutlet outlet(Encoder encoder, ResponseWriter writer, boolean streams) {
    return new EncodedOutlet(encoder, new ResponseWire(writer, encoder.contentType(), streams));
  }

  /** Up to a tenth less, so that clients that came together do not come back together. */
  private Duration jittered(Duration duration) {
    long millis = duration.toMillis();
    return Duration.ofMillis(millis - random.nextLong(millis / 10 + 1));
  }

  private void begin(Ask ask, ResponseWriter writer, EncodedOutlet outlet, Connection connection) {
    writer.listen(connection::gone);
    opening
        .readers(connection, ask.groups(), ask.starts())
        .whenComplete(
            (readers, failure) -> {
              if (failure == null) {
                connection.start(readers, null);
              } else {
                Problem problem = Opening.problem(failure);
                publisher.refused(ask.caller(), ask.groups(), problem);
                outlet.refusing(problem);
                connection.close(CloseReason.OVERLOADED, connections.retry());
              }
            });
  }
}
