package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.fanfare.protocol.Encoder;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.Sessions;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.StartPositions;
import org.fanfare.transport.EncodedOutlet;
import org.fanfare.transport.WritePolicies;

/**
 * Answers the requests that read, except for WebSockets: it begins streams and polls, and sends the
 * page. Safe for use by any thread; never waits for a client.
 */
public final class ReadRequests {
  /** The path below the group URL at which JAX-RS sees polls; the client requested another one. */
  public static final String POLL = "fanfare.poll";

  /**
   * The request attribute in which the filter stores the admitted request of a poll that it passes
   * on.
   */
  static final String ADMITTED = GroupRequest.class.getName();

  private static final String PAGE = "live.html";

  private final Sessions sessions;
  private final WritePolicies threads;
  private final boolean pollsByResource;

  /**
   * Creates the answers to the requests of these sessions.
   *
   * @param pollsByResource whether a JAX-RS resource is to carry polls, if the application maps one
   */
  public ReadRequests(Sessions sessions, WritePolicies threads, boolean pollsByResource) {
    this.sessions = sessions;
    this.threads = threads;
    this.pollsByResource = pollsByResource;
  }

  /** Returns what the request for a WebSocket opens, see {@link Sessions#opening}. */
  SocketOpening opening(GroupRequest.Read read, CompletionStage<StartPositions> starts) {
    return sessions.opening(read, starts);
  }

  boolean pollsByResource() {
    return pollsByResource;
  }

  /** Answers a request or begins to; {@code kind} is a stream, a poll or the page. */
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

  /** Returns the media type of an encoder of the application, if the request asks for one. */
  private Optional<String> mediaType(HttpServletRequest request) {
    return ContentNegotiation.one(request.getHeaders("Accept"), sessions.encoders().mediaTypes());
  }

  /**
   * Begins a poll that another part of the application has suspended. Called on the request's own
   * thread.
   *
   * <p>The response is written from here, without waiting for the client. By the time {@code
   * suspension} is resumed, the response is committed, or its client is gone.
   *
   * @return whether it began; false, with nothing done, if the filter has not admitted this request
   *     as a poll
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

  /** Returns the outlet of a response; {@code streams} if more follows after the first write. */
  static EncodedOutlet outlet(Encoder encoder, ResponseWriter writer, boolean streams) {
    return new EncodedOutlet(encoder, new ResponseWire(writer, encoder.contentType(), streams));
  }
}
