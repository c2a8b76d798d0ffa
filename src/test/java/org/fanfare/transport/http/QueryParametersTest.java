package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of a query string. */
final class QueryParametersTest {
  @Test
  void parametersAreDecoded() {
    QueryParameters query =
        new QueryParameters("after=1a%7Eb&last=5&n%61me=h%C3%BC+x&lines&empty=");

    assertThat(query.get("after")).isEqualTo("1a~b");
    assertThat(query.get("last")).isEqualTo("5");
    assertThat(query.get("name")).isEqualTo("h\u00fc x");
    assertThat(query.get("empty")).isEmpty();
    assertThat(query.has("lines")).isTrue();
    assertThat(query.get("lines")).isEmpty();
  }

  @Test
  void whatIsNotGivenIsNotThere() {
    assertThat(new QueryParameters(null).get("after")).isNull();
    assertThat(new QueryParameters("").has("after")).isFalse();
    assertThat(new QueryParameters("a=b").get("after")).isNull();
  }

  @Test
  void theFirstOfTwoCounts() {
    assertThat(new QueryParameters("last=1&last=2").get("last")).isEqualTo("1");
  }

  @Test
  void anEqualsSignMayBePartOfTheValue() {
    assertThat(new QueryParameters("a=b=c").get("a")).isEqualTo("b=c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%2", "a=%zz", "%=a"})
  void whatIsNotPercentEncodedIsRefused(String query) {
    assertThatThrownBy(() -> new QueryParameters(query))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().status()).isEqualTo(Status.INVALID_PARAMETER));
  }
}
