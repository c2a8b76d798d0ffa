package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which face an Accept header means. */
final class ContentNegotiationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/event-stream | STREAM",
        "TEXT/EVENT-STREAM | STREAM",
        "application/json | POLL",
        "application/json; charset=utf-8 | POLL",
        "text/html | PAGE",
        "*/* | POLL",
        "image/png, */*;q=0.1 | POLL",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | PAGE",
        "*/*, text/event-stream;q=0.1 | STREAM",
        "text/event-stream;q=0.5, text/html;q=0.6 | PAGE",
        "text/html;q=0.5, text/event-stream;q=0.5 | PAGE",
        "text/event-stream;q=0.5, text/html;q=0.5 | STREAM",
        "text/html;level=1;q=0.2, application/json;q=0.3 | POLL",
        "text/html;q=0, */* | POLL",
        "text/html;q=x, application/json;q=0.1 | POLL",
        "application/* | POLL",
        "APPLICATION/*;q=0.1 | POLL",
        "text/* | STREAM",
        "text/*, text/event-stream;q=0 | PAGE",
        "text/*, application/* | STREAM",
        "text/*;q=0.5, application/*;q=0.6 | POLL",
        "text/*;q=0.5, application/json;q=0.4 | STREAM",
        "text/*, application/json | POLL",
        "text/*, text/html | PAGE",
        "text/*, text/event-stream;q=0.1 | PAGE",
        "application/*;q=0.9, application/json;q=0.1, text/html;q=0.5 | PAGE",
        "*/*, text/*;q=0.1 | STREAM",
        "image/*, */*;q=0.1 | POLL",
        "application/json;q=0, */* | STREAM",
        "application/*;q=0, */* | STREAM",
        "text/*;q=0, application/*;q=0, text/html;q=0.1, */* | PAGE",
        "text/event-stream;q=0, application/*;q=0, */* | PAGE",
        "application/json; q=0.2, text/html ;q= 0.1 | POLL",
        "text/html;x=\",application/json\";q=0.1, text/event-stream;q=0.2 | STREAM",
        "text/html, *; q=.2, */*; q=.2 | PAGE",
        "text/html;q=+1, application/json;q=0.1 | POLL",
        "text/html;q=1e0, application/json;q=0.1 | POLL",
        "text/html;q=0x1p0, application/json;q=0.1 | POLL",
        "text/html;q=NaN, application/json;q=0.1 | POLL",
        "text/html;q=1.5, application/json;q=0.1 | POLL",
        "text/html;q=\u0661, application/json;q=0.1 | POLL",
      })
  void theFaceThatIsNamedWithTheHighestQuality(String header, RequestKind face) {
    assertThat(ContentNegotiation.kind(Collections.enumeration(List.of(header)))).contains(face);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/png",
        "image/*",
        "application/*;q=0",
        "text/*;q=0.0",
        "text/html;q=0",
        "text/*;q=0, application/*;q=0, */*",
        "*/*;q=0",
        "text",
        "application/xml"
      })
  void whatNamesNoFaceHasNone(String header) {
    assertThat(ContentNegotiation.kind(Collections.enumeration(List.of(header)))).isEmpty();
  }

  @Test
  void noHeaderAndAnEmptyOneMeanAPoll() {
    assertThat(ContentNegotiation.kind(null)).contains(RequestKind.POLL);
    assertThat(ContentNegotiation.kind(Collections.emptyEnumeration())).contains(RequestKind.POLL);
    assertThat(ContentNegotiation.kind(Collections.enumeration(List.of("", " "))))
        .contains(RequestKind.POLL);
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(
            ContentNegotiation.kind(
                Collections.enumeration(List.of("text/html;q=0.1", "text/event-stream"))))
        .contains(RequestKind.STREAM);
  }
}
