package org.fanfare.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.fanfare.security.ExternalView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a path is found, with the line to change. */
final class SeenPathTest {
  private static final String PROXY = "10.0.0.7";
  private static final ExternalView RIGHT =
      new ExternalView("https", "www.example.org", 443, "203.0.113.9");
  private static final ExternalView PLAIN = new ExternalView("http", "127.0.0.1", 8080, PROXY);

  private static final List<String> LISTED = List.of("https://a.example", "https://b.example:8443");

  @Test
  void aPathThatIsSeenAsItIsNeedsNoChange() {
    SeenPath seen = seen(RIGHT, true, "X-Forwarded-For", "X-Forwarded-Proto");

    assertThat(seen.findings("https://www.example.org")).isEmpty();
    assertThat(seen.findings("https://www.example.org:443")).isEmpty();
    assertThat(seen.findings(null)).isEmpty();
    assertThat(seen.origin()).isEqualTo("https://www.example.org");
  }

  @Test
  void anUnusualPortIsPartOfTheOrigin() {
    assertThat(seen(PLAIN, false).origin()).isEqualTo("http://127.0.0.1:8080");
    assertThat(seen(PLAIN, false).findings("http://127.0.0.1:8080")).isEmpty();
  }

  @Test
  void anOriginIsTheSameInEverySpelling() {
    ExternalView local = new ExternalView("http", "[0:0:0:0:0:0:0:1]", 8080, PROXY);

    assertThat(seen(local, false).findings("HTTP://[::1]:8080")).isEmpty();
    assertThat(seen(RIGHT, true, "X-Forwarded-For").findings("https://WWW.example.org")).isEmpty();
  }

  @Test
  void headersOfAPeerThatIsNotTrustedNameTheSettingThatWouldTrustIt() {
    List<Finding> findings = throughLoopback(false, "X-Forwarded-For").findings(null);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).what()).contains("X-Forwarded-For came from 127.0.0.1");
    assertThat(findings.get(0).fanfare()).isEqualTo("trusted-proxies = [\"127.0.0.1\"]");
  }

  @Test
  void theAddressOfAProxyInTheNetworkIsShownToNobody() {
    for (boolean trusted : List.of(true, false)) {
      SeenPath seen = seen(trusted ? RIGHT : PLAIN, trusted, "X-Forwarded-Proto");

      assertThat(seen.hidesPeer()).isTrue();
      assertThat(seen.shownPeer()).isEqualTo(SeenPath.HIDDEN);
      assertThat(seen.shownClient()).doesNotContain(PROXY);
      assertThat(seen.findings("https://www.example.org").toString()).doesNotContain(PROXY);
    }
    assertThat(seen(PLAIN, false, "Forwarded").findings(null).get(0).fanfare())
        .isEqualTo("trusted-proxies = [\"ADDRESS\"]");
  }

  @Test
  void aClientSeesItsOwnAddressAndALoopbackAddressSaysNothing() {
    assertThat(seen(PLAIN, false).shownPeer()).isEqualTo(PROXY);
    assertThat(seen(PLAIN, false).shownClient()).isEqualTo(PROXY);
    assertThat(seen(RIGHT, true, "X-Forwarded-For").shownClient()).isEqualTo("203.0.113.9");
    assertThat(throughLoopback(true, "X-Forwarded-For").shownPeer()).isEqualTo("127.0.0.1");
  }

  @Test
  void aTrustedProxyThatDoesNotNameTheClientIsTold() {
    List<Finding> findings = seen(RIGHT, true, "X-Forwarded-Proto").findings(null);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).nginx()).contains("X-Forwarded-For");
    assertThat(findings.get(0).httpd()).isEqualTo("ProxyAddHeaders On");
  }

  @Test
  void aSchemeThatIsLostOnTheWayNamesTheHeaderThatCarriesIt() {
    ExternalView lost = new ExternalView("http", "www.example.org", 443, "203.0.113.9");

    List<Finding> findings =
        seen(lost, true, "X-Forwarded-For").findings("https://www.example.org");

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).what()).contains("came over https, the server sees http");
    assertThat(findings.get(0).httpd()).isEqualTo("RequestHeader set X-Forwarded-Proto https");
    assertThat(findings.get(0).nginx()).contains("X-Forwarded-Proto $scheme");
  }

  @Test
  void aHostThatIsLostOnTheWayNamesTheLineThatKeepsIt() {
    List<Finding> findings =
        seen(PLAIN, true, "X-Forwarded-For").findings("http://www.example.org");

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).what())
        .contains("www.example.org:80, the server sees 127.0.0.1:8080");
    assertThat(findings.get(0).httpd()).isEqualTo("ProxyPreserveHost On");
    assertThat(findings.get(0).nginx()).isEqualTo("proxy_set_header Host $http_host;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'https://a.example', 'https://b.example:8443'",
        "https://b.example:8443 https://a.example"
      })
  void aProxyThatListsTheSameOriginsNeedsNoChange(String list) {
    assertThat(listing(list, RIGHT, true, "X-Forwarded-For").findings(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'none'", "none", "https://a.example", "https://c.example"})
  void aProxyThatListsOtherOriginsIsToldWithTheLinesThatListTheSame(String list) {
    List<Finding> findings = listing(list, RIGHT, true, "X-Forwarded-For").findings(null);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).what())
        .contains("fanfare.origins does (https://a.example, https://b.example:8443)");
    assertThat(findings.get(0).httpd())
        .isEqualTo("Define FANFARE_ORIGINS \"'https://a.example', 'https://b.example:8443'\"");
    assertThat(findings.get(0).nginx())
        .isEqualTo(
            "map \"\" $fanfare_origins { default \"https://a.example https://b.example:8443\"; }");
  }

  @Test
  void theListOfAPeerThatIsNotTrustedIsNotItsWord() {
    assertThat(listing("https://c.example", PLAIN, false).findings(null)).isEmpty();
  }

  @Test
  void whatIsNoOriginIsSaidToBeNone() {
    for (String none : List.of("www.example.org", "http://", "null", "a b", "")) {
      assertThat(seen(RIGHT, true, "X-Forwarded-For").findings(none))
          .as(none)
          .singleElement()
          .satisfies(finding -> assertThat(finding.what()).contains("is not the origin"));
    }
  }

  private static SeenPath seen(ExternalView outside, boolean trusted, String... headers) {
    return listing(null, outside, trusted, headers);
  }

  private static SeenPath throughLoopback(boolean trusted, String... headers) {
    return new SeenPath(
        new ExternalView("http", "127.0.0.1", 8080, "127.0.0.1"),
        "127.0.0.1",
        trusted,
        List.of(headers),
        ListedOrigins.of(LISTED, null),
        Duration.ofSeconds(25));
  }

  private static SeenPath listing(
      @Nullable String proxysList, ExternalView outside, boolean trusted, String... headers) {
    return new SeenPath(
        outside,
        PROXY,
        trusted,
        List.of(headers),
        ListedOrigins.of(LISTED, proxysList),
        Duration.ofSeconds(25));
  }
}
