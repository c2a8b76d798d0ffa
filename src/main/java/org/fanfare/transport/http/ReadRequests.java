package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.fanfare.protocol.Encoder;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.Sessions;
import org.fanfare.transport.EncodedOutlet;
import org.fanfare.transport.WritePolicies;

/** Lets streams and polls begin. Safe for use by any thread. */
public final class ReadRequests {
  /** Where polls are, behind the one URL, to JAX-RS; not what the client wrote. */
  public static final String POLL = "fanfare.poll";

  private final Sessions sessions;
  private final WritePolicies threads;
  private final boolean pollsByResource;

  /**
   * A face of these sessions.
   *
   * @param pollsByResource whether polls are to be carried by a JAX-RS resource, where there is one
   */
  public ReadRequests(Sessions sessions, WritePolicies threads, boolean pollsByResource) {
    this.sessions = sessions;
    this.threads = threads;
    this.pollsByResource = pollsByResource;
  }

  boolean pollsByResource() {
    return pollsByResource;
  }

  /** Begins a stream of events. */
  void stream(HttpServletRequest request, GroupRequest ask) throws IOException {
    ResponseWriter writer = new ResponseWriter(request, true, threads);
    sessions.stream(
        ask,
        mediaType(request).orElse(""),
        encoder -> outlet(encoder, writer, true),
        connection -> writer.listen(connection::gone));
  }

  /** The media type that an application brings, if the request asks for one. */
  Optional<String> mediaType(HttpServletRequest request) {
    return ContentNegotiation.one(request.getHeaders("Accept"), sessions.encoders().mediaTypes());
  }

  /** Begins to wait for an answer. */
  void poll(HttpServletRequest request, GroupRequest ask) throws IOException {
    poll(ask, new ResponseWriter(request, false, threads));
  }

  /**
   * Begins to wait for an answer to a request that another part of the application has suspended,
   * on the request's own thread.
   *
   * <p>The answer is written here, without waiting for the client, and is on its way, or its client
   * gone, before {@code suspension} is resumed: who resumes it finds a response that is committed.
   *
   * @return whether it began; false, with nothing done, if the filter let no poll in here
   */
  public boolean poll(HttpServletRequest request, Suspension suspension) throws IOException {
    if (!(request.getAttribute(GroupRequest.class.getName()) instanceof GroupRequest ask)
        || ask.want() != GroupRequest.Want.POLL) {
      return false;
    }
    poll(ask, new ResponseWriter(request, request.getAsyncContext(), true, threads, suspension));
    return true;
  }

  private void poll(GroupRequest ask, ResponseWriter writer) {
    sessions.poll(
        ask,
        encoder -> outlet(encoder, writer, false),
        connection -> writer.listen(connection::gone));
  }

  private static EncodedOutlet outlet(Encoder encoder, ResponseWriter writer, boolean streams) {
    return new EncodedOutlet(encoder, new ResponseWire(writer, encoder.contentType(), streams));
  }
}
