package org.fanfare.protocol;

import org.fanfare.status.Problem;

/** Writes problems as JSON (RFC 9457). Safe for use by any thread. */
public final class ProblemJson {
  private ProblemJson() {}

  /** Returns a problem as a JSON object. */
  public static String of(Problem problem) {
    return "{" + members(problem) + "}";
  }

  /** Returns a problem as a JSON object with further members, which are given as JSON. */
  public static String of(Problem problem, String further) {
    return "{" + members(problem) + "," + further + "}";
  }

  private static String members(Problem problem) {
    return "\"type\":\"urn:fanfare:%s\",\"title\":%s,\"status\":%s,\"detail\":%s"
        .formatted(
            problem.word(),
            Json.quote(problem.status().title()),
            problem.http(),
            Json.quote(problem.detail()));
  }
}
