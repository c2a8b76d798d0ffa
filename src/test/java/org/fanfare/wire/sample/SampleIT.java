package org.fanfare.wire.sample;

import java.io.IOException;
import java.net.URL;
import org.fanfare.wire.kit.DeployedInTurn;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Postgresql;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The sample on a PostgreSQL. It is deployed twice, so that the class has to run as a whole: what
 * was kept at first is there when it is deployed anew.
 */
@ArquillianTest
@Tag("full")
@Tag("sample")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SampleIT {
  private static final String FIRST = "first";
  private static final String ANEW = "anew";
  private static final String ATTIC = "attic";
  private static final String CONTEXT = "sample";
  private static final String CONTEXT_ANEW = "sampleanew";

  private static final DeployedInTurn DEPLOYED = new DeployedInTurn();

  @ArquillianResource private Deployer deployer;

  @Deployment(name = FIRST, managed = false, testable = false)
  static WebArchive first() {
    return Deployments.sample(CONTEXT, Postgresql.shared());
  }

  @Deployment(name = ANEW, managed = false, testable = false)
  static WebArchive anew() {
    return Deployments.sample(CONTEXT_ANEW, Postgresql.shared());
  }

  @BeforeEach
  void deploy(TestInfo test) {
    DEPLOYED.deploy(deployer, test);
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void guestsMeetInTheLobby(@ArquillianResource URL address) throws IOException {
    MeetingPromises.guestsMeetInTheLobby(server(address), "hello");
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void twoChatOverTwoTransports(@ArquillianResource URL address) throws IOException {
    MeetingPromises.twoChatOverTwoTransports(server(address), "hall");
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void whoEntersReadsTheLastFiftyLines(@ArquillianResource URL address) throws IOException {
    KeptPromises.linesAreSaid(server(address), ATTIC);
    KeptPromises.whoEntersReadsThem(server(address), ATTIC);
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void aLineThatIsNoneIsNotKept(@ArquillianResource URL address) throws IOException {
    KeptPromises.aLineThatIsNoneIsNotKept(server(address), "cellar");
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void sellersAreToldOfOrdersThatWereCommittedAndOfNoOthers(@ArquillianResource URL address)
      throws IOException {
    KeptPromises.sellersAreToldOfOrdersThatWereCommitted(server(address));
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void whoIsNotLoggedInOrAsksForWhatIsNotIsRefused(@ArquillianResource URL address)
      throws IOException {
    MeetingPromises.whoIsNotLoggedInOrAsksForWhatIsNotIsRefused(server(address));
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void aWrongPasswordLetsNobodyIn(@ArquillianResource URL address) throws IOException {
    MeetingPromises.aWrongPasswordLetsNobodyIn(server(address));
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void theConnectionsOfOneWhoLogsOutEnd(@ArquillianResource URL address) throws IOException {
    MeetingPromises.theConnectionsOfOneWhoLogsOutEnd(server(address), "porch");
  }

  @Test
  @Order(2)
  @OperateOnDeployment(ANEW)
  void whatWasKeptIsThereWhenTheApplicationWasDeployedAnew(@ArquillianResource URL address)
      throws IOException {
    Server server = Server.at(address, CONTEXT_ANEW);
    try {
      KeptPromises.whoEntersReadsThem(server, ATTIC);
    } finally {
      DEPLOYED.undeploy(deployer);
    }
  }

  private static Server server(URL address) {
    return Server.at(address, CONTEXT);
  }
}
