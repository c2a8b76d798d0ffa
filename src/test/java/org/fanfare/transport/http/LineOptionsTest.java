package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.publish.PublishRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the query may say of lines, and what is said of a query that says something else. */
final class LineOptionsTest {
  private static final String LINES = "application/x-ndjson";

  private final BodyRig rig = BodyRig.quick();

  private FakeRequest read(String query, String type, RequestKind kind) {
    FakeRequest request = new FakeRequest("POST", "/groups/open.a?" + query);
    return rig.read(request.with("Content-Type", type), kind, PublishRig.OPEN);
  }

  private static void assertRefused(FakeRequest request, String right) {
    assertThat(request.response.status()).isEqualTo(400);
    assertThat(request.response.text()).contains("urn:fanfare:invalid-parameter").contains(right);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"key=id", "bad=skip", "key=id&bad=skip", "key=a%20b", "x=y", "keys=", "Bad=no"})
  void theseAreTaken(String query) {
    FakeRequest request = read(query, LINES, RequestKind.LINES);

    request.body.end();

    assertThat(request.response.status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "bad=, 'bad' is skip",
    "bad, 'bad' is skip",
    "bad=end, 'bad' is skip",
    "bad=Skip, 'bad' is skip",
    "key=, such as uuid: 1 to 128 characters",
    "key, such as uuid: 1 to 128 characters",
    "key=129, such as uuid: 1 to 128 characters",
    "key=%zz, percent-encoded"
  })
  void otherValuesAreRefusedWithTheRightOnes(String query, String right) {
    FakeRequest request = read(query.replace("129", "k".repeat(129)), LINES, RequestKind.LINES);

    assertRefused(request, right);
    assertThat(rig.face.count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, MESSAGE",
    "application/json, MESSAGE",
    "text/plain, LINES",
    "application/octet-stream, LINES"
  })
  void theyAreForLinesOfJsonAlone(String type, RequestKind kind) {
    for (String query : new String[] {"key=id", "bad=skip", "lines&bad=skip", "bad=wrong"}) {
      assertRefused(read(query, type, kind), "application/x-ndjson");
    }
    assertThat(rig.published()).isEmpty();
  }

  @Test
  void aLineHasItsKeyFromTheMemberOrFromTheRequestAndNotFromBoth() {
    FakeRequest request =
        new FakeRequest("POST", "/groups/open.a?key=id")
            .with("Content-Type", LINES)
            .with("Idempotency-Key", "k");

    assertRefused(rig.read(request, RequestKind.LINES, PublishRig.OPEN), "leave one of them out");
  }
}
