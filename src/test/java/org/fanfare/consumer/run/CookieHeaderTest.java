package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cookie is found among those of other applications, whatever these have in them. */
final class CookieHeaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1                        | 1",
        "b=2; a=1                   | 1",
        "b=2;a=1;c=3                | 1",
        "name=Jörg; a=1             | 1",
        "a=\"1\"                    | 1",
        "a=                         | ''",
        "a=x=y                      | x=y",
        "a=1; a=2                   | 1",
        "aa=1; ba=2                 |",
        "A=1                        |",
        "a                          |",
        "=1                         |",
        "''                         |",
      })
  void theFirstCookieOfTheNameCounts(String header, String value) {
    assertThat(CookieHeader.value(header, "a").orElse(null)).isEqualTo(value);
  }
}
