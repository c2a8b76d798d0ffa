package org.fanfare.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole body of a request to the API, on a thread that may wait. What is read counts in
 * the memory for incomplete messages until the request is answered.
 */
public final class RequestBody implements AutoCloseable {
  private static final int CHUNK = 16 * 1024;

  private final ApiBodies all;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long taken;

  /**
   * Reads a body.
   *
   * @param all all bodies, of whose memory this one takes its part until it is closed
   * @param coding the header {@code Content-Encoding}; null if there is none
   * @param most the maximum size, in bytes
   * @throws ProblemException if the body is too large, is coded, breaks off, is not complete in
   *     time, or finds no room
   */
  RequestBody(ApiBodies all, InputStream body, @Nullable String coding, long most) {
    this.all = all;
    if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
      throw new Problem(
              Status.UNSUPPORTED_ENCODING, "send the body as it is, without Content-Encoding")
          .thrown();
    }
    boolean complete = false;
    try {
      read(body, most);
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  private void read(InputStream body, long most) {
    byte[] chunk = new byte[CHUNK];
    long deadline = all.deadline();
    try {
      for (int length = body.read(chunk); length >= 0; length = body.read(chunk)) {
        if (bytes.size() + (long) length > most) {
          throw new Problem(Status.TOO_LARGE, "the body has at most %d bytes".formatted(most))
              .thrown();
        }
        if (all.isLate(deadline)) {
          throw new Problem(
                  Status.TIMEOUT,
                  "the body must be whole within %d ms (fanfare.publish.timeout)"
                      .formatted(all.timeout().toMillis()))
              .thrown();
        }
        if (!all.take(length)) {
          throw new Problem(
                  Status.TOO_MUCH_BEGUN,
                  "the bodies of other requests take the memory that there is: send it again later")
              .thrown();
        }
        taken += length;
        bytes.write(chunk, 0, length);
      }
    } catch (IOException e) {
      throw new Problem(Status.INCOMPLETE, "the body ended before it was complete").thrown();
    }
  }

  /** Returns the body. */
  public byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Returns the body as a text; throws a {@link ProblemException} if it is not UTF-8. */
  public String text() {
    return text(bytes());
  }

  /** Returns bytes as a text; throws a {@link ProblemException} if they are not UTF-8. */
  static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new Problem(Status.INVALID_TEXT, "the body is JSON, and that is UTF-8").thrown();
    }
  }

  /** Gives the memory back. Idempotent. */
  @Override
  public void close() {
    all.giveBack(taken);
    taken = 0;
  }
}
