package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.fanfare.protocol.Encoder;
import org.fanfare.session.Ask;
import org.fanfare.session.Sessions;
import org.fanfare.transport.EncodedOutlet;
import org.fanfare.transport.WritingThreads;

/** Lets streams and polls begin. Safe for use by any thread. */
public final class ReadingFace {
  private final Sessions sessions;
  private final WritingThreads threads;

  /** A face of these sessions. */
  public ReadingFace(Sessions sessions, WritingThreads threads) {
    this.sessions = sessions;
    this.threads = threads;
  }

  /** Begins a stream of events. */
  void stream(HttpServletRequest request, Ask ask) throws IOException {
    ResponseWriter writer = new ResponseWriter(request, true, threads);
    sessions.stream(
        ask,
        mediaType(request).orElse(""),
        encoder -> outlet(encoder, writer, true),
        connection -> writer.listen(connection::gone));
  }

  /** The media type that an application brings, if the request asks for one. */
  Optional<String> mediaType(HttpServletRequest request) {
    return Accepted.one(request.getHeaders("Accept"), sessions.encoders().mediaTypes());
  }

  /** Begins to wait for an answer. */
  void poll(HttpServletRequest request, Ask ask) throws IOException {
    ResponseWriter writer = new ResponseWriter(request, false, threads);
    sessions.poll(
        ask,
        encoder -> outlet(encoder, writer, false),
        connection -> writer.listen(connection::gone));
  }

  private static EncodedOutlet outlet(Encoder encoder, ResponseWriter writer, boolean streams) {
    return new EncodedOutlet(encoder, new ResponseWire(writer, encoder.contentType(), streams));
  }
}
