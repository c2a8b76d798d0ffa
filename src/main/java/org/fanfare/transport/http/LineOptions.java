package org.fanfare.transport.http;

import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * What the query of a request says of its lines of JSON. Immutable.
 *
 * @param keyMember {@code key}: the name of the member of each line that is its idempotency key;
 *     null if lines have none
 * @param skipsBad {@code bad=skip}: whether a bad line is left out, instead of ending the stream
 */
record LineOptions(@Nullable String keyMember, boolean skipsBad) {
  private static final LineOptions NONE = new LineOptions(null, false);
  private static final int LONGEST = 128;

  /**
   * Reads the query; throws a {@link ProblemException} that says what would be right.
   *
   * @param json whether the body consists of lines of JSON
   * @param key the header {@code Idempotency-Key}, or null
   */
  static LineOptions of(@Nullable String query, boolean json, @Nullable String key) {
    if (query == null) {
      return NONE;
    }
    QueryParameters parameters = new QueryParameters(query);
    String member = parameters.get("key");
    String bad = parameters.get("bad");
    if (member == null && bad == null) {
      return NONE;
    }
    if (!json) {
      throw invalid("'key' and 'bad' are for lines of JSON: send them as application/x-ndjson");
    }
    if (member != null && (member.isEmpty() || member.length() > LONGEST)) {
      throw invalid(
          "'key' is the name of the member that is the key of a line, such as uuid: 1 to 128"
              + " characters");
    }
    if (member != null && key != null) {
      throw invalid(
          "a line has its key either in the member that 'key' names or by the Idempotency-Key of"
              + " the request: leave one of them out");
    }
    if (bad != null && !bad.equals("skip")) {
      throw invalid("'bad' is skip; leave it out if a bad line is to end the stream");
    }
    return new LineOptions(member, bad != null);
  }

  private static ProblemException invalid(String detail) {
    return new Problem(Status.INVALID_PARAMETER, detail).thrown();
  }
}
