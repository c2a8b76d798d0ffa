package org.fanfare.api.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/** What of a request to the API is written to a log: never the name of a channel, nor a query. */
@Law(8)
final class CallsTest {
  @Test
  void theNameOfAChannelIsWrittenToNoLog() {
    String channel = "A".repeat(24);

    assertThat(Calls.shown("/fanfare/api/channels/" + channel))
        .isEqualTo("/fanfare/api/channels/…");
    assertThat(Calls.shown("/fanfare/api/groups/shop.1/channels/" + channel))
        .isEqualTo("/fanfare/api/groups/shop.1/channels/…");
    assertThat(Calls.shown("/fanfare/api/groups/shop.1/%63hannels/" + channel))
        .doesNotContain(channel);
    assertThat(Calls.shown("/fanfare/api/channels;x=1/" + channel)).doesNotContain(channel);
    assertThat(Calls.shown("/fanfare/api/groups/shop.1/publications"))
        .isEqualTo("/fanfare/api/groups/shop.1/publications");
  }
}
