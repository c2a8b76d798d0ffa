package org.fanfare.wire.kit;

import java.io.UncheckedIOException;
import java.util.Map;

/** A refusal as RFC 9457 writes it, read strictly. */
public final class Problem {
  private static final String TYPE = "urn:fanfare:";

  private Problem() {}

  /**
   * Returns status and code, as in {@code "400 invalid-name"}, of a refusal that is well-formed in
   * every respect, else what is wrong with it.
   */
  public static String of(int status, String contentType, String body) {
    if (!contentType.startsWith("application/problem+json")) {
      return status + " " + contentType + " " + body;
    }
    try {
      Map<String, Object> problem = Json.object(body);
      return problem.get("status").equals((long) status)
          ? code(problem)
          : "the status is " + status + ", the body says " + body;
    } catch (UncheckedIOException | ClassCastException | NullPointerException malformed) {
      return "not a problem: " + body;
    }
  }

  /** Returns status and code of a problem that is part of a frame. */
  public static String code(Map<String, Object> problem) {
    String type = String.valueOf(problem.get("type"));
    boolean whole =
        type.startsWith(TYPE)
            && problem.get("title") instanceof String title
            && !title.isBlank()
            && problem.get("detail") instanceof String detail
            && !detail.isBlank();
    return whole
        ? problem.get("status") + " " + type.substring(TYPE.length())
        : "not a problem: " + problem;
  }
}
