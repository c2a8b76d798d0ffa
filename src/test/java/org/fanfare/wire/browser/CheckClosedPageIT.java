package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URL;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The check page where nothing is open to anyone. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class CheckClosedPageIT {
  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("  groups = [{ match = \"news.*\", join = user, publish = key }]\n");
  }

  @Test
  void aPersonIsToldThatItIsClosedAndWhatWouldOpenIt() {
    Tab tab = chromium.open(Server.at(context).context().resolve("check"), Look.NARROW_LIGHT);
    tab.mayComplain(); // of the 403

    assertThat(tab.page().locator("#verdict[data-verdict=closed]"))
        .hasText(
            "The check page is closed, because no rule opens anything to anyone; set fanfare.check"
                + " to user, role:NAME or key to open it to these");
    assertThat(tab.page().locator("main section")).hasCount(0);
  }
}
