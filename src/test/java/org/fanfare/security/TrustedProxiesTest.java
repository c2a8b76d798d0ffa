package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final String PROXY = "10.0.0.1";
  private static final String STRANGER = "203.0.113.9";

  private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "fd00::/8"));

  @Test
  void withoutForwardedHeadersTheHostHeaderAndThePeerSayAll() {
    assertThat(outside(STRANGER, "Host: Live.Example.org"))
        .isEqualTo(new ExternalView("http", "live.example.org", 80, STRANGER));
    assertThat(outside(STRANGER, "Host: live.example.org:8080"))
        .isEqualTo(new ExternalView("http", "live.example.org", 8080, STRANGER));
    assertThat(proxies.outside(STRANGER, true, 8181, headers("Host: live.example.org")))
        .isEqualTo(new ExternalView("https", "live.example.org", 443, STRANGER));
    assertThat(outside("::1", "Host: [::1]:8080"))
        .isEqualTo(new ExternalView("http", "[0:0:0:0:0:0:0:1]", 8080, "0:0:0:0:0:0:0:1"));
  }

  @Test
  void aRequestThatNamesNoHostHasOnlyAPort() {
    ExternalView expected = new ExternalView("http", "", 8181, STRANGER);

    assertThat(outside(STRANGER)).isEqualTo(expected);
    assertThat(outside(STRANGER, "Host: a b")).isEqualTo(expected);
    assertThat(outside(STRANGER, "Host: a:b:c")).isEqualTo(expected);
    assertThat(outside(STRANGER, "Host: a", "Host: b")).isEqualTo(expected);
  }

  @Test
  void headersForgedByAnUntrustedPeerChangeNothing() {
    ExternalView honest = outside(STRANGER, "Host: live.example.org");

    assertThat(
            outside(
                STRANGER,
                "Host: live.example.org",
                "X-Forwarded-For: 198.51.100.1",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Port: 444",
                "Forwarded: for=198.51.100.1;proto=https;host=evil.example"))
        .isEqualTo(honest);
  }

  @Test
  void withoutTrustedProxiesNotEvenLoopbackIsBelieved() {
    TrustedProxies nobody = new TrustedProxies(List.of());

    assertThat(nobody.outside("127.0.0.1", false, 80, headers("X-Forwarded-For: 198.51.100.1")))
        .extracting(ExternalView::clientAddress)
        .isEqualTo("127.0.0.1");
  }

  @Test
  void aTrustedProxySaysHowTheClientSeesTheServer() {
    assertThat(
            outside(
                PROXY,
                "Host: backend:8080",
                "X-Forwarded-For: 198.51.100.1",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: live.example.org"))
        .isEqualTo(new ExternalView("https", "live.example.org", 443, "198.51.100.1"));
  }

  @Test
  void aProxyThatPassesTheHostOnNeedsToSayTheSchemeAlone() {
    assertThat(outside(PROXY, "Host: live.example.org", "X-Forwarded-Proto: https"))
        .isEqualTo(new ExternalView("https", "live.example.org", 443, PROXY));
  }

  @Test
  void thePortOfTheHostIsNearerToTheClientThanThatOfTheProxy() {
    String host = "X-Forwarded-Host: live.example.org";

    assertThat(outside(PROXY, host, "X-Forwarded-Port: 8443").port()).isEqualTo(8443);
    assertThat(outside(PROXY, host + ":9443", "X-Forwarded-Port: 80").port()).isEqualTo(9443);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.1 | 198.51.100.1",
        "198.51.100.1, 10.2.2.2, 10.3.3.3 | 198.51.100.1",
        "1.1.1.1, 198.51.100.1, 10.2.2.2 | 198.51.100.1",
        "10.9.9.9, 198.51.100.1 | 198.51.100.1",
        "10.2.2.2, 10.3.3.3 | 10.2.2.2",
        "198.51.100.1,fd00::7 | 198.51.100.1",
        "2001:DB8::1, 10.2.2.2 | 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
        "198.51.100.1:4711, 10.2.2.2:80 | 198.51.100.1",
        "::ffff:198.51.100.1 | 198.51.100.1",
        "198.51.100.1, unknown, 10.2.2.2 | 10.2.2.2",
        "198.51.100.1, <script>, 10.2.2.2 | 10.2.2.2",
        "198.51.100.1, | 10.0.0.1",
        "localhost | 10.0.0.1",
      })
  void theClientIsTheFirstFromTheRightThatIsNoTrustedProxy(String forwardedFor, String client) {
    assertThat(outside(PROXY, "X-Forwarded-For: " + forwardedFor).clientAddress())
        .isEqualTo(client);
  }

  @Test
  void severalHeaderLinesAreOneList() {
    assertThat(
            outside(PROXY, "X-Forwarded-For: 1.1.1.1, 198.51.100.1", "X-Forwarded-For: 10.2.2.2")
                .clientAddress())
        .isEqualTo("198.51.100.1");
  }

  @Test
  void whatTheNearestProxyAppendedWinsOverWhatTheClientForged() {
    ExternalView outside =
        outside(
            PROXY,
            "Host: backend",
            "X-Forwarded-Proto: https, http",
            "X-Forwarded-Host: evil.example, live.example.org",
            "X-Forwarded-Port: 1, 8080");

    assertThat(outside).isEqualTo(new ExternalView("http", "live.example.org", 8080, PROXY));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"https, https", "HTTPS, https", "wss, https", "ws, http", "gopher, http", "'', http"})
  void theSchemeIsOneOfTwo(String said, String scheme) {
    assertThat(outside(PROXY, "X-Forwarded-Proto: " + said).scheme()).isEqualTo(scheme);
  }

  @Test
  void theStandardHeaderSaysItForEachProxy() {
    assertThat(
            outside(
                PROXY,
                "Host: backend",
                "Forwarded: for=1.1.1.1;host=evil.example",
                "Forwarded: For=\"[2001:db8::1]:4711\"; Proto=https;host=\"live.example.org:8443\","
                    + " for=10.2.2.2;proto=http;host=inner;by=_hidden"))
        .isEqualTo(new ExternalView("https", "live.example.org", 8443, "2001:db8:0:0:0:0:0:1"));
  }

  @Test
  void theStandardHeaderIsNotBelievedOfAProxyThatWritesTheOthers() {
    assertThat(
            outside(
                PROXY,
                "Host: live.example.org",
                "X-Forwarded-For: 198.51.100.1",
                "Forwarded: for=1.1.1.1;proto=https;host=evil.example"))
        .isEqualTo(new ExternalView("http", "live.example.org", 80, "198.51.100.1"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "for",
        "for=",
        "=",
        "for=\"198.51.100.1",
        "for=\"198.51.100.1, for=\"[2001:db8::1]\"",
        "for=198.51.100.1;for=198.51.100.2",
        "for=198.51.100.1 for=198.51.100.2",
        "for=\"\\",
        "for=_hidden",
        "for=unknown",
        ",,,;;;"
      })
  void aMalformedStandardHeaderSaysNothing(String forwarded) {
    assertThat(outside(PROXY, "Host: live.example.org", "Forwarded: " + forwarded))
        .isEqualTo(new ExternalView("http", "live.example.org", 80, PROXY));
  }

  @Test
  void valuesMayBeQuotedAndEscaped() {
    assertThat(Forwarded.elements(List.of("a=\"x\\\"y,;\\\\\";B=c:[1] ,; d=e;", "f=\"\"")))
        .containsExactly(Map.of("a", "x\"y,;\\", "b", "c:[1]"), Map.of("d", "e"), Map.of("f", ""));
  }

  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noGarbageIsEverAnError(int seed) {
    Random random = new Random(seed);
    String[] pieces = {
      "for=",
      "proto=",
      "host=",
      "\"",
      "\\",
      ",",
      ";",
      "=",
      " ",
      "[",
      "]",
      ":",
      "::1",
      "%",
      "10.0.0.1",
      "198.51.100.1",
      "https",
      "live.example.org",
      ":80",
      ":99999",
      "\u0000",
      "ä",
      "\uD83D"
    };
    String[] names = {
      "Host",
      "Forwarded",
      "X-Forwarded-For",
      "X-Forwarded-Proto",
      "X-Forwarded-Host",
      "X-Forwarded-Port"
    };

    for (int i = 0; i < 2_000; i++) {
      String[] lines = new String[1 + random.nextInt(4)];
      for (int line = 0; line < lines.length; line++) {
        StringBuilder text = new StringBuilder(names[random.nextInt(names.length)] + ": ");
        for (int piece = random.nextInt(12); piece > 0; piece--) {
          text.append(pieces[random.nextInt(pieces.length)]);
        }
        lines[line] = text.toString();
      }

      ExternalView outside = outside(PROXY, lines);

      assertThat(outside.scheme()).isIn("http", "https");
      assertThat(outside.port()).isBetween(1, 65535);
      assertThat(IpAddress.parse(outside.clientAddress())).isPresent();
    }
  }

  @Test
  void aVeryLongHeaderIsReadWithoutFuss() {
    String quotes = "for=\"" + "\\\"".repeat(100_000) + "\"";

    assertThat(outside(PROXY, "Forwarded: " + quotes).clientAddress()).isEqualTo(PROXY);
    assertThat(outside(PROXY, "X-Forwarded-For: " + "10.1.1.1,".repeat(100_000) + "1.1.1.1"))
        .extracting(ExternalView::clientAddress)
        .isEqualTo("1.1.1.1");
  }

  @Test
  void aPeerWithoutAnAddressIsTrustedByNobody() {
    assertThat(outside("unix:", "Host: a", "X-Forwarded-For: 1.1.1.1"))
        .isEqualTo(new ExternalView("http", "a", 80, "unix:"));
  }

  @Test
  void anEntryThatIsNoRangeIsNamed() {
    assertThatThrownBy(() -> new TrustedProxies(List.of("127.0.0.1", "localhost")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"localhost\" is not a range of addresses");
  }

  private ExternalView outside(String peer, String... lines) {
    return proxies.outside(peer, false, 8181, headers(lines));
  }

  private static Function<String, List<String>> headers(String... lines) {
    return name ->
        Arrays.stream(lines)
            .filter(line -> line.startsWith(name + ": "))
            .map(line -> line.substring(name.length() + 2))
            .toList();
  }
}
