package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Law(9)
class OriginsTest {
  private static final ExternalView HERE =
      new ExternalView("https", "live.example.org", 443, "192.0.2.1");

  private final Origins none = new Origins(Set.of());
  private final Origins origins =
      new Origins(Set.of("https://Partner.example:8443", "http://[2001:DB8::1]"));

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "https://live.example.org",
        "https://live.example.org:443",
        "HTTPS://LIVE.Example.ORG",
        "https://live.example.org:",
        "wss://live.example.org",
        "WSS://live.example.org:443",
        "http://live.example.org",
        "http://live.example.org:80",
        "http://live.example.org:443",
        "ws://live.example.org",
        "",
        " "
      })
  void aPageOfTheServersOwnOriginPasses(String origin) {
    assertThat(none.allows(with(origin), HERE)).isTrue();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "http://live.example.org:444",
        "ws://live.example.org:8080",
        "ftp://live.example.org",
        "wss://example.org",
        "http://example.org",
        "https://live.example.org:444",
        "https://example.org",
        "https://live.example.org.evil.example",
        "https://evil-live.example.org",
        "null",
        "file://",
        "*",
        "live.example.org",
        "//live.example.org",
        "https:live.example.org",
        "https://",
        "https://:443",
        "https://live.example.org/",
        "https://live.example.org?",
        "https://user@live.example.org",
        "https://live.example.org:0",
        "https://live.example.org:65536",
        "https://live.example.org:-443",
        "https://live.example.org:443443",
        "https://[live.example.org]",
        " https://live.example.org",
        "https://live.example.org https://live.example.org",
        "https://live.example.org, https://live.example.org",
        "https://live.example.org\u0000",
      })
  void anyOtherOriginIsForeignGarbageAndSeveralIncluded(String origin) {
    assertThat(none.allows(with(origin), HERE)).isFalse();
    assertThat(none.isListed(origin)).isFalse();
  }

  @ParameterizedTest(name = "{0} at {1}://{2}:{3}")
  @CsvSource({
    "http://localhost:8080, http, localhost, 8080, true",
    "http://localhost, http, localhost, 8080, false",
    "http://localhost, http, localhost, 80, true",
    "http://[::1]:8080, http, [0:0:0:0:0:0:0:1], 8080, true",
    "http://[0:0:0:0:0:0:0:1]:8080, http, [0:0:0:0:0:0:0:1], 8080, true",
    "http://[::2]:8080, http, [0:0:0:0:0:0:0:1], 8080, false",
    "http://localhost, http, '', 80, false",
    "ws://localhost:8080, http, localhost, 8080, true",
    "ws://localhost, http, localhost, 80, true",
    "wss://localhost:8080, http, localhost, 8080, false",
    "https://localhost:8080, http, localhost, 8080, false",
    "wss://localhost:8443, https, localhost, 8443, true",
    "http://localhost:8443, https, localhost, 8443, true",
    "http://localhost, https, localhost, 8443, false",
  })
  void theOutsideOfTheServerIsComparedInOneSpelling(
      String origin, String scheme, String host, int port, boolean allowed) {
    ExternalView outside = new ExternalView(scheme, host, port, "192.0.2.1");

    assertThat(none.allows(with(origin), outside)).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "https://partner.example:8443, true",
    "https://PARTNER.example:8443, true",
    "https://partner.example, false",
    "http://partner.example:8443, false",
    "http://[2001:db8:0::1]:80, true",
    "http://[2001:db8::2], false",
    "wss://partner.example:8443, true",
    "https://partner.example:8443/, true",
    "https://partner.example:8443/page, false",
  })
  void aListedOriginPassesInAnySpelling(String origin, boolean listed) {
    assertThat(origins.allows(with(origin), HERE)).isEqualTo(listed);
    assertThat(origins.isListed(origin)).isEqualTo(listed);
  }

  @Test
  void theServersOwnOriginNeedsNoCorsHeaders() {
    assertThat(origins.isListed("https://live.example.org")).isFalse();
    assertThat(origins.isListed(null)).isFalse();
  }

  @Test
  void aProgramThatSendsNeitherHeaderPasses() {
    assertThat(none.allows(new BrowserRequest(null, null, null, null, false), HERE)).isTrue();
  }

  @ParameterizedTest(name = "site {0}, mode {1}, destination {2}, page {3}: {4}")
  @CsvSource({
    "same-origin, cors, empty, false, true",
    "none, navigate, document, true, true",
    "none, navigate, document, false, true",
    "cross-site, no-cors, script, false, false",
    "cross-site, no-cors, image, true, false",
    "cross-site, navigate, document, true, true",
    "cross-site, navigate, document, false, false",
    "cross-site, navigate, iframe, true, false",
    "cross-site, websocket, empty, false, false",
    "cross-site, , , true, false",
    "same-site, cors, empty, false, false",
    "same-site, navigate, document, true, true",
    "same-site, navigate, document, false, false",
    "'', navigate, document, true, false",
    "garbage, navigate, document, true, false",
    "'same-origin, cross-site', cors, empty, false, false",
  })
  void withoutAnOriginTheFetchMetadataDecides(
      String site, String mode, String destination, boolean getsPage, boolean allowed) {
    BrowserRequest request = new BrowserRequest(null, site, mode, destination, getsPage);

    assertThat(origins.allows(request, HERE)).isEqualTo(allowed);
  }

  @Test
  void anOriginCountsWhateverTheFetchMetadataSay() {
    var forged = new BrowserRequest("https://evil.example", "same-origin", "cors", "empty", false);
    var navigated =
        new BrowserRequest("https://evil.example", "cross-site", "navigate", "document", true);
    var listed =
        new BrowserRequest("https://partner.example:8443", "cross-site", "cors", "empty", false);

    assertThat(origins.allows(forged, HERE)).isFalse();
    assertThat(origins.allows(navigated, HERE)).isFalse();
    assertThat(origins.allows(listed, HERE)).isTrue();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {"*", "null", "", " ", "https://*.example", "https://a.example, https://b.example"})
  void aListedEntryThatIsNotAnOriginIsNamed(String entry) {
    assertThatThrownBy(() -> new Origins(Set.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + entry + "\" is not an origin; right is scheme://host");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "file://",
        "https://github.com/x/y",
        "192.0.2.1:81",
        "esp8266",
        "https://partner.example/",
        "https://partner.example:/",
        "app:///"
      })
  void whatAProgramSendsCanBeListed(String text) {
    Origins listing = new Origins(Set.of(text));

    assertThat(listing.isListed(text)).isTrue();
    assertThat(listing.allows(with(text), HERE)).isTrue();
    assertThat(listing.allows(with(text + "z"), HERE)).isFalse();
    assertThat(listing.allows(with("null"), HERE)).isFalse();
    assertThat(none.allows(with(text), HERE)).isFalse();
  }

  @Test
  void aSlashBehindAListedOriginIsNoMistake() {
    Origins listing = new Origins(Set.of("https://partner.example/"));

    assertThat(listing.isListed("https://partner.example")).isTrue();
  }

  @Test
  void aRefusalNamesTheLineThatWouldAllowIt() {
    assertThat(none.refusal(with("https://evil.example"), HERE))
        .contains("fanfare.origins += \"https://evil.example\"", "https://live.example.org");
    assertThat(none.refusal(with("file://"), HERE)).contains("fanfare.origins += \"file://\"");
    assertThat(none.refusal(with("null"), HERE)).contains("cannot be listed");
    assertThat(none.refusal(with("a\"b"), HERE)).contains("cannot be listed");
    assertThat(none.refusal(new BrowserRequest(null, "cross-site", null, null, false), HERE))
        .contains("fanfare.origins");
  }

  private static BrowserRequest with(String origin) {
    return new BrowserRequest(origin, null, null, null, false);
  }
}
