package org.fanfare.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Base64;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fanfare.gate.Law;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers' JSON may hold, and that nothing of it is kept. */
final class JsonBoundsTest {
  private static final String TOLD =
      "a name of a member has at most 50000 characters, a number 1000, and arrays and objects are"
          + " nested at most 200 deep";

  static Stream<String> withinAllBounds() {
    return Stream.of(named(50_000), digits(1_000), nested(200));
  }

  static Stream<String> beyondABound() {
    return Stream.of(named(50_001), digits(1_001), nested(201), nested(50_000));
  }

  @Test
  @Law(6)
  void aNameThatWasReadIsNotKept() throws IOException {
    String json = "{\"a name of a stranger\":1}";
    WeakReference<String> read = new WeakReference<>(firstName(json));

    await()
        .until(
            () -> {
              System.gc();
              return read.get() == null;
            });
  }

  @Test
  @Law(6)
  void aNameThatComesAgainIsNotTheOneThatCameBefore() throws IOException {
    assertThat(firstName("{\"again\":1}"))
        .isEqualTo("again")
        .isNotSameAs(firstName("{\"again\":2}"))
        .isNotSameAs("again");
  }

  private static String firstName(String json) throws IOException {
    try (JsonParser parser = Json.parser(json)) {
      parser.nextToken();
      String name = parser.nextFieldName();
      while (parser.nextToken() != null) {
        // to its end
      }
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("withinAllBounds")
  void whatIsWithinAllBoundsIsTaken(String json) {
    assertThatCode(() -> Json.requireValue(json)).doesNotThrowAnyException();
    assertThatCode(() -> frame(json)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("beyondABound")
  void whatIsBeyondABoundIsRefusedWithTheBound(String json) {
    assertTold(() -> Json.requireValue(json));
    assertTold(() -> frame(json));
  }

  private static ClientFrame frame(String json) {
    return new ClientFrameParser(1 << 20).read("{\"publish\":{\"json\":" + json + "}}");
  }

  @Test
  void aMessageOfAnySizeThatIsAllowedMayBeOneText() {
    int most = 16 << 20;
    String base64 = Base64.getEncoder().encodeToString(new byte[most]);

    ClientFrame frame =
        new ClientFrameParser(most).read("{\"publish\":{\"base64\":\"" + base64 + "\"}}");

    assertThat(((ClientFrame.Publish) frame).message().size()).isEqualTo(most);
  }

  private static void assertTold(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(Status.INVALID_JSON);
              assertThat(e.problem().detail()).endsWith(TOLD);
            });
  }

  private static String named(int length) {
    return "{\"" + "n".repeat(length) + "\":1}";
  }

  private static String digits(int count) {
    return "7".repeat(count);
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }
}
