package org.fanfare.wire.kit;

import java.net.http.HttpResponse;
import java.util.Map;

/**
 * A whole answer to an HTTP request.
 *
 * @param response what the client gave
 */
public record Answer(HttpResponse<String> response) {
  /** Returns the status. */
  public int status() {
    return response.statusCode();
  }

  /** Returns the first value of a header, empty if there is none. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Returns the body. */
  public String body() {
    return response.body();
  }

  /** Returns the body, which must be a JSON object. */
  public Map<String, Object> json() {
    return Json.object(body());
  }

  /** Returns the cursor in the body. */
  public String cursor() {
    return (String) json().get("cursor");
  }

  /** Returns the offset that {@code group} gave the message, of a publish that was accepted. */
  public long offset(String group) {
    return (Long) Json.asObject(json().get("offsets")).get(group);
  }

  /** Returns status and code of a problem, as in {@code "400 invalid-name"}; else the answer. */
  public String problem() {
    return Problem.of(status(), header("Content-Type"), body());
  }
}
