package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The page that a group's own URL gives to a person's browser. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
class LivePageIT {
  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Group.SHORT_LOGS);
  }

  @Test
  void aGroupsPageBeginsWithItsNewestFiftyAndGoesOn() {
    group("demo.fifty").publishLines("early", 60);

    Tab tab = chromium.open(server().groups("demo.fifty", ""), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");
    group("demo.fifty").publish("late");

    tab.shows("late");
    assertThat(tab.messages()).hasSize(51).startsWith("early-11").endsWith("early-60", "late");
    assertThat(tab.page().locator("h1")).hasText("demo.fifty");
    assertThat(tab.page()).hasTitle("demo.fifty live: Fanfare");
  }

  @Test
  void aPageOfSeveralGroupsSaysWhichIsWhich() {
    Tab tab = chromium.open(server().groups("demo.left,demo.right", ""), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");

    group("demo.left").publish("l");
    group("demo.right").publish("r");

    tab.shows("demo.left l");
    tab.shows("demo.right r");
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aRefusedPublishIsToldInTheServersWords(String transport) {
    Tab tab = chromium.open(server().groups("notices", ""), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");
    Answer refusal = Http.post(server().groups("notices", ""), "text/plain", "not mine to say");
    tab.switchTo(transport);
    tab.mayComplain();

    tab.publish("not mine to say");

    assertThat(refusal.problem()).isEqualTo("403 refused");
    tab.answers("Not published: " + refusal.json().get("detail"));
    assertThat(tab.page().locator("#message")).hasValue("not mine to say");
  }

  @Test
  void aSocketThatTheServerClosesForALargeMessageComesBackAndTheRefusalIsTold() {
    Tab tab = chromium.open(server().groups("demo.large", ""), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");
    tab.mayComplain();

    tab.publish("x".repeat(1_000_000));

    tab.answers("Not published: ");
    tab.isLiveOver("websocket");
    group("demo.large").publish("still here");
    tab.shows("still here");
  }

  @Test
  void anEmptyMessageIsNotPublished() {
    Tab tab = chromium.open(server().groups("demo.empty", ""), Look.WIDE_LIGHT);
    tab.isLiveOver("websocket");

    tab.publish("");

    tab.answers("the message is empty");
    assertThat(Http.get(server().groups("demo.empty", "after=start&wait=0")).body())
        .contains("\"publications\":[]");
  }

  private Group group(String name) {
    return new Group(server(), name);
  }

  private Server server() {
    return Server.at(context);
  }
}
