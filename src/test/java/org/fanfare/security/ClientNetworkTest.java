package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All addresses that one subscriber can choose are one caller. */
final class ClientNetworkTest {
  @ParameterizedTest(name = "{0} is of {1}")
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:0:7:1:2:3:4, 2001:db8:0:7::/64",
    "2001:DB8:0:7::1, 2001:db8:0:7::/64",
    "2001:db8:0:8::1, 2001:db8:0:8::/64",
    "fe80::1%eth0, fe80:0:0:0::/64",
    "::ffff:192.0.2.7, 192.0.2.7",
    "::1, 0:0:0:0::/64",
    "unknown, unknown",
    "not:an:address, not:an:address"
  })
  void ofIpv6ItIsTheNetworkThatCounts(String address, String network) {
    assertThat(ClientNetwork.of(address)).isEqualTo(network);
  }
}
