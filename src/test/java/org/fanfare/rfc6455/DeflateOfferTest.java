package org.fanfare.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which offers of compression are taken, and how they are answered. */
final class DeflateOfferTest {
  private static final String ANSWER =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate",
        "permessage-deflate; client_max_window_bits",
        "permessage-deflate;client_max_window_bits=8",
        "permessage-deflate; client_max_window_bits=15",
        "permessage-deflate; client_max_window_bits=\"10\"",
        "permessage-deflate; client_max_window_bits=\"1\\0\"",
        "permessage-deflate; server_no_context_takeover",
        "permessage-deflate; client_no_context_takeover ; server_no_context_takeover",
        " permessage-deflate\t; client_max_window_bits = 12 ",
        "other; anything=1, permessage-deflate",
        "permessage-deflate, other; anything",
        ",, permessage-deflate,",
        "permessage-deflate; server_max_window_bits=10, permessage-deflate",
        "permessage-deflate; what, permessage-deflate; client_max_window_bits"
      })
  void anOfferIsAnsweredWithMessagesThatAreCompressedAlone(String offer) {
    assertThat(DeflateOffer.answer(List.of(offer))).contains(ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate; server_max_window_bits=15",
        "permessage-deflate; client_max_window_bits; server_max_window_bits=\"15\"",
        "permessage-deflate; server_max_window_bits=9, permessage-deflate; server_max_window_bits=15"
      })
  void theWindowThatThereIsIsAgreedOnIfItIsAskedFor(String offer) {
    assertThat(DeflateOffer.answer(List.of(offer)))
        .contains(ANSWER + "; server_max_window_bits=15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate; server_max_window_bits=14",
        "permessage-deflate; server_max_window_bits=8",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=015",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; client_max_window_bits=16",
        "permessage-deflate; client_max_window_bits=08",
        "permessage-deflate; client_max_window_bits=+9",
        "permessage-deflate; client_max_window_bits=ten",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; client_no_context_takeover=\"true\"",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
        "permessage-deflate; client_max_window_bits=10; client_max_window_bits=10",
        "permessage-deflate; unknown",
        "permessage-deflate; Server_No_Context_Takeover",
        "permessage-bzip2",
        "x-webkit-deflate-frame",
        "deflate; permessage-deflate",
        "",
        " , "
      })
  void anyOtherOfferIsDeclined(String offer) {
    assertThat(DeflateOffer.answer(List.of(offer))).isEmpty();
  }

  @Test
  void offersMayBeSpreadOverLines() {
    assertThat(DeflateOffer.answer(List.of())).isEmpty();
    assertThat(DeflateOffer.answer(List.of("other", "permessage-deflate"))).contains(ANSWER);
    assertThat(
            DeflateOffer.answer(
                List.of(
                    "permessage-deflate; server_max_window_bits=15",
                    "permessage-deflate; nonsense")))
        .contains(ANSWER + "; server_max_window_bits=15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";",
        "permessage-deflate;",
        "permessage-deflate; =1",
        "permessage-deflate; client_max_window_bits=",
        "permessage-deflate; client_max_window_bits=\"",
        "permessage-deflate; client_max_window_bits=\"\"",
        "permessage-deflate; client_max_window_bits=\"1",
        "permessage-deflate; client_max_window_bits=\"1\\",
        "permessage-deflate; client_max_window_bits=\"1 0\"",
        "permessage-deflate; client_max_window_bits=\"10\"0",
        "permessage-deflate client_max_window_bits",
        "permessage-deflate, other/1",
        "permessage-deflate, gr\u00fcn",
        "\"permessage-deflate\"",
        "permessage-deflate=1"
      })
  void aHeaderThatIsNoListOfExtensionsFailsTheHandshake(String header) {
    assertThatThrownBy(() -> DeflateOffer.answer(List.of(header)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a list of extensions");
  }
}
