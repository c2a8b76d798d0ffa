package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser that asks for another name than the server's gets nothing. */
final class HostsTest {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String NEAR = "192.0.2.1";
  private static final String PROXY = "10.1.2.3";

  private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8"));

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "app.localhost", "127.0.0.1", "192.0.2.9", "[::1]"})
  @Law(9)
  void onTheOwnMachineLocalhostAndAddressesAreRight(String host) {
    assertThat(allow(Hosts.UNSET, host, LOOPBACK, LOOPBACK)).isTrue();
    assertThat(allow(Hosts.UNSET, host, "::1", "::1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "1.2.3", ""})
  @Law(9)
  void onTheOwnMachineNoOtherNameIs(String host) {
    assertThat(allow(Hosts.UNSET, host, LOOPBACK, LOOPBACK)).isFalse();
    assertThat(allow(Hosts.UNSET, host, LOOPBACK, "0:0:0:0:0:0:0:1%0")).isFalse();
    assertThat(allow(Hosts.UNSET, host, LOOPBACK, "::ffff:127.0.0.1")).isFalse();
  }

  @Test
  void withoutNamesAnyIsRightElsewhereAndBehindATrustedProxy() {
    assertThat(allow(Hosts.UNSET, "live.example.org", NEAR, NEAR)).isTrue();
    assertThat(allow(Hosts.UNSET, "live.example.org", PROXY, LOOPBACK)).isTrue();
    assertThat(allow(Hosts.UNSET, "live.example.org", "unix:", "unix:")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "192.0.2.9", "example.org", "live.example.org.", ""})
  @Law(9)
  void withNamesOnlyTheseAreRightWhereverTheServerWasReached(String other) {
    Hosts hosts = new Hosts(List.of("Live.Example.org", "[2001:DB8::1]"));

    for (String peer : List.of(LOOPBACK, NEAR, PROXY)) {
      assertThat(allow(hosts, other, peer, NEAR)).isFalse();
      assertThat(allow(hosts, "live.example.org", peer, LOOPBACK)).isTrue();
      assertThat(allow(hosts, "[2001:db8:0:0:0:0:0:1]", peer, NEAR)).isTrue();
    }
  }

  @Test
  void theRefusalNamesTheLineToSet() {
    assertThat(Hosts.UNSET.refusal(seenAs("live.example.org")))
        .contains("fanfare.hosts = [\"live.example.org\"]", "fanfare.trusted-proxies");
    assertThat(new Hosts(List.of("a.example")).refusal(seenAs("b.example")))
        .endsWith("fanfare.hosts += \"b.example\"");
    assertThat(Hosts.UNSET.refusal(seenAs(""))).contains("no Host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:80", "a:", "http://a", "a/b", "*.a", "a b", "[::g]"})
  void whatIsNoNameOfAHostIsRefused(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Hosts(List.of("a.example", entry)))
        .withMessageStartingWith("\"" + entry + "\" is not the name of a host; right is");
  }

  private boolean allow(Hosts hosts, String host, String peer, String reached) {
    return hosts.allow(seenAs(host), proxies, peer, reached);
  }

  private static ExternalView seenAs(String host) {
    return new ExternalView("http", host, 8080, "192.0.2.7");
  }
}
