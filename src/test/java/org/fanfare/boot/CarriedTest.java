package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.settings.Settings;
import org.fanfare.transport.Servers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How WebSockets are carried on which server. */
class CarriedTest {
  @ParameterizedTest
  @CsvSource({
    "ENDPOINT, Payara Micro #badassfish, false",
    "ENDPOINT, IBM WebSphere Liberty/26.0.0.3, false",
    "DIRECT, Payara Micro #badassfish, true",
    "DIRECT, IBM WebSphere Liberty/26.0.0.3, true",
    "AUTO, Payara Micro #badassfish, true",
    "AUTO, IBM WebSphere Liberty/26.0.0.3, false"
  })
  void whatIsAskedForIsDoneAndWhatIsLeftToUsSuitsEveryClient(
      Settings.WebSocket way, String server, boolean byUpgrade) {
    assertThat(Node.upgrading(way).test(Servers.named(server))).isEqualTo(byUpgrade);
  }
}
