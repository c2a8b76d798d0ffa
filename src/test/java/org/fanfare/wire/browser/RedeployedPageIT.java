package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page stays open while its application is deployed again. Rules P28, P49 and P54. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class RedeployedPageIT {
  private static final String NAME = "redeployed";

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource private Deployer deployer;

  @Deployment(name = NAME, managed = false, testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(NAME, Rest.class.getPackage()).addPackage(Chat.class.getPackage()), "");
  }

  @BeforeEach
  void isServed() {
    deployer.deploy(NAME);
  }

  @AfterEach
  void isServedNoMore() {
    deployer.undeploy(NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  @OperateOnDeployment(NAME)
  void afterADeploymentTheConversationIsANewOneAndThePageIsToldSo(
      String transport, @ArquillianResource URL address) {
    Server server = Server.at(address, NAME);
    Tab tab = chromium.openScriptOfJar(server);
    Talking.blockAllBut(transport, tab);
    Talking talk = Talking.to(server, "parrot", tab).isCarriedBy(transport);
    talk.send("before");
    talk.heardUntil("before");

    deployer.undeploy(NAME);
    deployer.deploy(NAME);

    talk.heardUntil("gap session 0");
    tab.until("talk.readyState === 1");
    talk.send("after");
    assertThat(talk.heardUntil("after"))
        .containsExactly("open", "before", "gap session 0", "open", "after");
  }
}
