package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.fanfare.transport.HeaderTokens;

/** Determines the content coding of a request's body (RFC 9110, section 8.4). Pure functions. */
final class ContentCoding {
  /** The coding that is undone, as it is named to clients. */
  static final String GZIP = "gzip";

  private static final List<String> SPELLINGS = List.of(GZIP, "x-gzip"); // section 8.4.1.3

  private ContentCoding() {}

  /**
   * Returns whether the body is in the coding gzip; otherwise it is in none. Throws an {@code
   * unsupported-encoding} problem for any other coding, and for several: a body in a coding that is
   * not undone would be published as if it were the message.
   */
  static boolean isGzip(HttpServletRequest request) {
    List<String> codings =
        HeaderTokens.of(Collections.list(request.getHeaders("Content-Encoding")))
            .map(coding -> coding.toLowerCase(Locale.ROOT))
            .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
            .toList();
    if (codings.size() > 1 || !SPELLINGS.containsAll(codings)) {
      throw new Problem(
              Status.UNSUPPORTED_ENCODING,
              "the content coding of a body is gzip or none: send it with one of these")
          .thrown();
    }
    return !codings.isEmpty();
  }
}
