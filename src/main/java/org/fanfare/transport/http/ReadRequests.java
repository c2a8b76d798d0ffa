package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.fanfare.protocol.Encoder;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.Sessions;
import org.fanfare.transport.EncodedOutlet;
import org.fanfare.transport.WritePolicies;

/**
 * Answers requests that read, but for WebSockets: streams and polls begin here, and the page for a
 * person is shown. Safe for use by any thread; nothing waits for a client.
 */
public final class ReadRequests {
  /** Where polls are, behind the one URL, to JAX-RS; not what the client wrote. */
  public static final String POLL = "fanfare.poll";

  /** Where the filter leaves the request of a poll that it hands on. */
  static final String ADMITTED = GroupRequest.class.getName();

  private static final String PAGE = "live.html";

  private final Sessions sessions;
  private final WritePolicies threads;
  private final boolean pollsByResource;

  /**
   * The reading requests of these sessions.
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

  /** Answers, or begins to; a WebSocket is none of its kinds. */
  void serve(
      HttpServletRequest request,
      HttpServletResponse response,
      RequestKind kind,
      GroupRequest.Read read)
      throws IOException {
    if (request.getMethod().equals("HEAD")) {
      response.setContentType(
          switch (kind) {
            case STREAM -> mediaType(request).orElse(Responses.EVENTS);
            case PAGE -> Responses.HTML;
            default -> Responses.JSON;
          });
      return;
    }
    switch (kind) {
      case STREAM -> stream(request, read);
      case POLL -> poll(read, new ResponseWriter(request, false, threads));
      case PAGE -> Responses.page(request, response, HttpServletResponse.SC_OK, PAGE, "../");
      case SOCKET, MESSAGE, LINES -> throw new IllegalArgumentException("not to be read: " + kind);
    }
  }

  private void stream(HttpServletRequest request, GroupRequest.Read read) throws IOException {
    ResponseWriter writer = new ResponseWriter(request, true, threads);
    sessions.stream(
        read,
        mediaType(request).orElse(""),
        encoder -> outlet(encoder, writer, true),
        connection -> writer.listen(connection::gone));
  }

  /** The media type that an application brings, if the request asks for one. */
  private Optional<String> mediaType(HttpServletRequest request) {
    return ContentNegotiation.one(request.getHeaders("Accept"), sessions.encoders().mediaTypes());
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
    if (!(request.getAttribute(ADMITTED) instanceof GroupRequest.Read read)) {
      return false;
    }
    poll(read, new ResponseWriter(request, request.getAsyncContext(), true, threads, suspension));
    return true;
  }

  private void poll(GroupRequest.Read read, ResponseWriter writer) {
    sessions.poll(
        read,
        encoder -> outlet(encoder, writer, false),
        connection -> writer.listen(connection::gone));
  }

  private static EncodedOutlet outlet(Encoder encoder, ResponseWriter writer, boolean streams) {
    return new EncodedOutlet(encoder, new ResponseWire(writer, encoder.contentType(), streams));
  }
}
