package org.fanfare.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fanfare.connection.Answer;
import org.fanfare.log.Cursor;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.fanfare.wire.kit.Json;
import org.junit.jupiter.api.Test;

/** The words in which a publish is answered. */
final class AnswerJsonTest {
  private static final GroupName A = new GroupName("open.a");
  private static final GroupName B = new GroupName("open.b");

  @Test
  void whatIsAcceptedHasItsCursorAndItsOffsets() {
    Cursor cursor = Cursor.of(A, new Position(new Epoch(1), 2));
    Map<GroupName, Long> offsets = new LinkedHashMap<>();
    offsets.put(A, 2L);
    offsets.put(B, 1L);

    Answer.Accepted accepted = new Answer.Accepted(cursor, offsets, true);

    assertThat(Json.object(AnswerJson.of(accepted)))
        .containsEntry("cursor", cursor.text())
        .extractingByKey("offsets")
        .hasToString("{open.a=2, open.b=1}");
  }

  @Test
  void whatIsRefusedIsTheProblem() {
    Problem problem = new Problem(Status.MEMORY_FULL, "there is no room");

    assertThat(AnswerJson.of(new Answer.Rejected(problem))).isEqualTo(ProblemJson.of(problem));
  }

  @Test
  void whatWasPublishedInPartIsToldGroupByGroup() {
    Problem problem = new Problem(Status.PARTLY_PUBLISHED, "some groups have it");
    Problem why = new Problem(Status.UNAVAILABLE, "no answer");

    Answer.Rejected rejected =
        new Answer.Rejected(
            problem, Map.of(A, new Answer.Part(1, null), B, new Answer.Part(0, why)));

    Map<String, Object> json = Json.object(AnswerJson.of(rejected));
    assertThat(json)
        .containsEntry("type", "urn:fanfare:partly-published")
        .extractingByKey("status")
        .hasToString("503");
    Map<String, Object> groups = Json.asObject(json.get("groups"));
    assertThat(groups).containsOnlyKeys("open.a", "open.b");
    assertThat(groups.get("open.a")).hasToString("{offset=1}");
    assertThat(Json.asObject(Json.asObject(groups.get("open.b")).get("problem")))
        .containsEntry("type", "urn:fanfare:unavailable");
  }
}
