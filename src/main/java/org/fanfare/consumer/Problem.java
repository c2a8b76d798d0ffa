package org.fanfare.consumer;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told of a message that was not accepted, as a typed message of the type {@code
 * "problem"}: {@code client.send("problem", new Problem(409, "full", "both seats are taken"))}.
 *
 * @param status the HTTP status that would say the same
 * @param code a word for programs, of {@code a-z 0-9 -}
 * @param detail what was wrong, and what would be right
 * @param about the type of the client's message, or null
 * @param violations what its validation found; empty, never null
 */
public record Problem(
    int status, String code, String detail, @Nullable String about, List<Violation> violations) {
  /**
   * A constraint that a member of the message violates.
   *
   * @param field the path of the member within the message
   * @param message what the constraint says
   */
  public record Violation(String field, String message) {}

  /** Copies the violations. */
  @JsonbCreator
  public Problem(
      @JsonbProperty("status") int status,
      @JsonbProperty("code") String code,
      @JsonbProperty("detail") String detail,
      @JsonbProperty("about") @Nullable String about,
      @JsonbProperty("violations") @Nullable List<Violation> violations) {
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.about = about;
    this.violations = violations == null ? List.of() : List.copyOf(violations);
  }

  /** A problem of the application's own. */
  public Problem(int status, String code, String detail) {
    this(status, code, detail, null, List.of());
  }
}
