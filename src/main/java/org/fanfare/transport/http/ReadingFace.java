package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.fanfare.protocol.Encoder;
import org.fanfare.session.Ask;
import org.fanfare.session.Sessions;
import org.fanfare.transport.EncodedOutlet;
import org.fanfare.transport.WritePolicies;

/** Lets streams and polls begin. Safe for use by any thread. */
public final class ReadingFace {
  private final Sessions sessions;
  private final WritePolicies threads;

  /** A face of these sessions. */
  public ReadingFace(Sessions sessions, WritePolicies threads) {
    this.sessions = sessions;
    this.threads = threads;
  }

  /** Begins a stream of events. */
  void stream(HttpServletRequest request, Ask ask) throws IOException {
    ResponseWriter writer = new ResponseWriter(request, true, threads);
    sessions.stream(
        ask,
        encoder -> outlet(encoder, writer, true),
        connection -> writer.listen(connection::gone));
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
