package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.gate.Law;
import org.fanfare.publish.PublishRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that have their keys in themselves are published once, in whatever request they come. */
@Law(4)
final class KeyedLinesTest {
  private final BodyRig rig = BodyRig.quick();

  private FakeRequest lines(String query, String lines) {
    FakeRequest request =
        new FakeRequest("POST", "/groups/open.a?" + query)
            .with("Content-Type", "application/x-ndjson");
    rig.read(request, RequestKind.LINES, PublishRig.OPEN);
    request.body.arrive(lines);
    request.body.end();
    return request;
  }

  @Test
  void theSameKeyIsAcceptedAgainAndPublishedOnce() {
    FakeRequest first = lines("key=id", "{\"id\":\"a\"}\n{\"id\":7}\n");
    FakeRequest second = lines("key=id", "{\"id\":7}\n\n{\"id\":\"b\"}\n{\"id\":\"a\"}\n");

    assertThat(first.response.text()).startsWith("{\"accepted\":2,");
    assertThat(second.response.status()).isEqualTo(202);
    assertThat(second.response.text()).matches("\\{\"accepted\":3,\"cursor\":\"[^\"]+\"}");
    assertThat(rig.published()).containsExactly("{\"id\":\"a\"}", "{\"id\":7}", "{\"id\":\"b\"}");
  }

  @Test
  void withoutTheMemberNamedTheSameLinesArePublishedAgain() {
    lines("key=id", "{\"id\":\"a\"}\n");
    lines("", "{\"id\":\"a\"}\n");

    assertThat(rig.published()).hasSize(2);
  }

  @Test
  void aKeyWithAnotherMessageEndsTheStream() {
    FakeRequest request = lines("key=id", "{\"id\":\"a\"}\n{\"id\":\"a\",\"n\":1}\n{\"id\":\"b\"}");

    assertThat(request.response.status()).isEqualTo(422);
    assertThat(request.response.text())
        .contains("urn:fanfare:key-reused")
        .contains("line 2: ")
        .contains("\"accepted\":1,");
    assertThat(rig.published()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[\"id\"]",
        "{\"id\":null}",
        "{\"id\":\"\"}",
        "{\"id\":\"two words\"}",
        "{\"id\":\"\u00e9\"}",
        "{\"x\":{\"id\":1}}"
      })
  void aLineWithoutAValidKeyEndsTheStreamAndIsToldWhatIsRight(String line) {
    FakeRequest request = lines("key=id", "{\"id\":\"a\"}\n" + line + "\n{\"id\":\"b\"}\n");

    assertThat(request.response.status()).isEqualTo(400);
    assertThat(request.response.text())
        .contains("urn:fanfare:invalid-key")
        .contains("line 2: the member 'id' of a line is its key")
        .contains("1 to 128 visible ASCII characters")
        .contains("\"accepted\":1,");
    assertThat(rig.published()).containsExactly("{\"id\":\"a\"}");
  }

  @Test
  @Law(6)
  void moreLinesThanThereIsRoomForKeysArePublishedAndTakeNoKeysOfOthers() {
    rig.post("text/plain", "Idempotency-Key", "mine").body.end();
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      many.append("{\"id\":").append(i).append("}\n");
    }

    FakeRequest request = lines("key=id", many.toString());
    FakeRequest again = rig.post("text/plain", "Idempotency-Key", "mine");
    again.body.end();

    assertThat(request.response.text()).startsWith("{\"accepted\":500,");
    assertThat(again.response.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(rig.publishing.memory.layer().statistics().keys()).isLessThanOrEqualTo(10);
  }
}
