package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.util.List;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages on any screen: everything fits, can be read, has a name, and is the server's own. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class LooksIT {
  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Group.SHORT_LOGS);
  }

  @ParameterizedTest
  @EnumSource
  void everythingFitsAndCanBeReadAndHasAName(Look look) {
    String unbreakable = "no-place-to-break-it".repeat(30) + look;
    showsAll(chromium.open(server().context(), look), unbreakable, unbreakable);
    URI several = server().groups("demo.board,demo.looks", "");
    showsAll(chromium.open(several, look), unbreakable + 2, "demo.board " + unbreakable + 2);
  }

  /** Brings everything onto the page that it can show, and judges it. */
  private void showsAll(Tab tab, String message, String shown) {
    tab.isLiveOver("websocket");
    tab.page().locator(".pause").click();
    new Group(server(), "demo.board").publishLines("lost", Group.TOO_MANY);
    new Group(server(), "demo.board").publish(message);
    tab.page().locator(".pause").click();
    tab.shows(shown);
    assertThat(tab.page().locator(".log .gap")).hasCount(1);
    tab.publish("");
    tab.answers("the message is empty");

    Appearance.hasNoFaults(tab);
  }

  @Test
  void whatIsExplainedFitsOnOneWideScreen() {
    Tab tab = chromium.open(server().context(), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");

    Object height =
        tab.page().evaluate("document.querySelector('main').getBoundingClientRect().bottom");

    assertThat(((Number) height).doubleValue()).isLessThanOrEqualTo(900);
  }

  @Test
  void aScriptThatSomebodyPutsIntoAPageDoesNotRun() {
    for (URI page : List.of(server().context(), server().groups("demo.board", ""))) {
      Tab tab = chromium.open(page, Look.WIDE_LIGHT);
      tab.isLiveOver("websocket");
      tab.mayComplain();

      tab.page()
          .evaluate(
              """
              () => {
                const script = document.createElement("script");
                script.textContent = "window.ran = 1";
                document.body.append(script);
              }
              """);

      assertThat(tab.page().evaluate("window.ran")).as(page.toString()).isNull();
    }
  }

  private Server server() {
    return Server.at(context);
  }
}
