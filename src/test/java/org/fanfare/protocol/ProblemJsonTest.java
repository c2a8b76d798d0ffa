package org.fanfare.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.fanfare.wire.kit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A refusal is written as a problem of RFC 9457. */
final class ProblemJsonTest {
  static Stream<Status> problems() {
    return Stream.of(Status.values()).filter(Status::isProblem);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyProblemIsAnObjectWithTypeTitleStatusAndDetail(Status status) {
    Map<String, Object> json =
        Json.object(ProblemJson.of(new Problem(status, "a \"quoted\"\ndetail")));

    assertThat(json).containsOnlyKeys("type", "title", "status", "detail");
    assertThat(json)
        .containsEntry("type", "urn:fanfare:" + status.word())
        .containsEntry("detail", "a \"quoted\"\ndetail");
    assertThat(json.get("status")).hasToString(Integer.toString(status.http()));
  }

  @Test
  void itMayHaveFurtherMembers() {
    assertThat(Json.object(ProblemJson.of(new Problem(Status.TOO_LARGE, "x"), "\"accepted\":5")))
        .containsKeys("type", "accepted");
  }
}
