package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.io.IOException;
import java.net.URL;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Relay;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page that tries the path from a person's browser to the server. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class CheckPageIT {
  private static final double PATIENCE = 30_000;

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("");
  }

  @Test
  void aPathOnWhichNothingIsHeldBackIsSaidToBeGood() {
    Tab tab =
        chromium.open(Server.at(context).context().resolve("check?silence=3"), Look.WIDE_LIGHT);

    verdict(tab, "good");
    assertThat(tab.page().locator("#tries li")).hasCount(4);
    assertThat(tab.page().locator("#idle li")).hasCount(3);
    assertThat(tab.page().locator(".tries li:not([data-state=good])")).hasCount(0);
    assertThat(tab.page().locator("#idle-websocket")).containsText("lived for the whole 3 s");
    assertThat(tab.page().locator("#sse")).containsText("not buffered");
  }

  @Test
  void aPathThatCutsWhoIsSilentNamesWhatToChange() throws IOException {
    Server server = Server.at(context);
    try (Relay relay = Relay.to(server)) {
      Tab tab =
          chromium.open(
              server.through(relay).context().resolve("check?silence=10"), Look.NARROW_DARK);
      tab.mayComplain();
      assertThat(tab.page().locator("#poll[data-state=good]")).isVisible();
      tab.until("document.querySelector('#progress').value > 3");

      relay.cutOnce();

      verdict(tab, "bad");
      for (String transport : new String[] {"websocket", "sse", "poll"}) {
        assertThat(tab.page().locator("#idle-" + transport))
            .containsText("sooner than the heartbeat of 25 s");
        assertThat(tab.page().locator("#idle-" + transport)).containsText("proxy_read_timeout");
      }
      assertThat(tab.page().locator("#tries li:not([data-state=good])")).hasCount(0);
    }
  }

  private static void verdict(Tab tab, String verdict) {
    assertThat(tab.page().locator("#verdict"))
        .hasAttribute("data-verdict", verdict, new HasAttributeOptions().setTimeout(PATIENCE));
    assertThat(tab.page().title()).isEqualTo("Check the path: Fanfare");
  }
}
