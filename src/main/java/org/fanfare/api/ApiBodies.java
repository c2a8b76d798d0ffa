package org.fanfare.api;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of requests to the API. Safe for use by any thread that may wait.
 *
 * @param room the memory that the bodies take until their requests are answered
 */
public record ApiBodies(Room room) {
  /** The memory for incomplete messages. */
  @FunctionalInterface
  public interface Room {
    /** Takes bytes, or gives them back if negative; returns false if there is no room for them. */
    boolean take(long bytes);
  }

  /**
   * Reads a body, which must be closed when the request is answered.
   *
   * @param coding the header {@code Content-Encoding}; null if there is none
   * @param most the maximum size, in bytes
   * @throws org.fanfare.status.ProblemException if the body is too large, is coded, breaks off, or
   *     finds no room
   */
  public RequestBody read(InputStream body, @Nullable String coding, long most) {
    return new RequestBody(room, body, coding, most);
  }
}
