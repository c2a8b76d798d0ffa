package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletResponse;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outlet.Written;
import org.fanfare.encoding.Encoded;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.status.Problem;
import org.fanfare.transport.Wire;

/**
 * An HTTP response: a stream, or a single answer with its exact length. Called as {@link Wire}
 * says.
 */
final class ResponseWire implements Wire {
  private final ResponseWriter writer;
  private final String contentType;
  private final boolean streams;
  private boolean begun;

  /**
   * Creates the wire of a response.
   *
   * @param contentType the media type of the response
   * @param streams whether more follows after the first write
   */
  ResponseWire(ResponseWriter writer, String contentType, boolean streams) {
    this.writer = writer;
    this.contentType = contentType;
    this.streams = streams;
  }

  @Override
  public long write(Encoded encoded, Written written) {
    byte[] bytes = encoded.bytes();
    if (begun) {
      return writer.write(bytes, written);
    }
    begun = true;
    return streams
        ? writer.begin(this::head, bytes, written)
        : writer.answer(this::head, bytes, written);
  }

  private void head(HttpServletResponse response) {
    Responses.head(response, 200, contentType);
    if (streams) {
      response.setHeader("X-Accel-Buffering", "no");
    }
  }

  /** {@inheritDoc} HTTP has no pings. */
  @Override
  public long ping(long mark, Encoded beside, Written written) {
    if (beside.isEmpty()) {
      written.done(true);
      return 0;
    }
    return write(beside, written);
  }

  /** Sends the problem as the response, with its own status. */
  @Override
  public long refuse(Problem problem, long retryMillis, Written written) {
    byte[] body = Responses.utf8(ProblemJson.of(problem));
    return writer.answer(to -> Responses.head(to, problem, retryMillis), body, written);
  }

  @Override
  public boolean keepsWrites() {
    return streams && writer.keepsWrites();
  }

  @Override
  public void close(Ended reason) {
    writer.complete();
  }
}
