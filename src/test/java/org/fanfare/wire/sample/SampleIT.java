package org.fanfare.wire.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.wire.sample.Visitor.next;
import static org.fanfare.wire.sample.Visitor.say;

import java.io.IOException;
import java.net.URL;
import java.util.Map;
import org.fanfare.wire.kit.DeployedInTurn;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Postgresql;
import org.fanfare.wire.kit.RawSocket;
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
    Visitor guest = Visitor.guest(server(address));
    try (RawSocket one = guest.open("lobby");
        RawSocket other = guest.open("lobby")) {
      say(one, "hello");

      assertThat(next(one)).isEqualTo(Map.of("type", "said", "text", "hello"));
      assertThat(next(other)).isEqualTo(Map.of("type", "said", "text", "hello"));
    }
    assertThat(guest.get("").body()).contains("<title>The lobby</title>");
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void twoChatOverTwoTransports(@ArquillianResource URL address) throws IOException {
    Server server = server(address);
    PolledSession bob = new PolledSession(Visitor.user(server, "bob"), "chat/hall");
    try (RawSocket anna = Visitor.user(server, "anna").open("chat/hall")) {
      say(anna, "hello");

      Map<String, Object> hello = next(anna);
      assertThat(hello).containsEntry("who", "anna").containsEntry("text", "hello");
      assertThat(bob.next()).isEqualTo(hello);

      bob.send(Visitor.said("hello to you"));

      Map<String, Object> answer = bob.next();
      assertThat(answer).containsEntry("who", "bob").containsEntry("text", "hello to you");
      assertThat(next(anna)).isEqualTo(answer);
    }
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void whoEntersReadsTheLastFiftyLines(@ArquillianResource URL address) throws IOException {
    KeptPromises.linesAreSaid(server(address));
    KeptPromises.whoEntersReadsThem(server(address));
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void aLineThatIsNoneIsNotKept(@ArquillianResource URL address) throws IOException {
    KeptPromises.aLineThatIsNoneIsNotKept(server(address));
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
    Visitor guest = Visitor.guest(server(address));
    Visitor anna = Visitor.user(server(address), "anna");

    assertThat(anna.get("chat/hall").problem()).isEqualTo("426 upgrade-required");
    assertThat(guest.order("anything", "carla")).isEqualTo(401);
    try (RawSocket chat = guest.upgrade("chat/hall");
        RawSocket notifications = guest.upgrade("notifications");
        RawSocket room = anna.upgrade("chat/Hall")) {
      assertThat(chat.refusal()).isEqualTo("401 unauthenticated");
      assertThat(notifications.refusal()).isEqualTo("401 unauthenticated");
      assertThat(room.refusal()).isEqualTo("404 no-room");
    }
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void aWrongPasswordLetsNobodyIn(@ArquillianResource URL address) throws IOException {
    Visitor nobody = Visitor.guest(server(address));
    nobody.get("room");

    assertThat(nobody.logIn("anna", "anna").body()).contains("<title>Log in</title>");

    assertThat(nobody.get("room").body()).contains("<title>Log in</title>");
    try (RawSocket refused = nobody.upgrade("chat/hall")) {
      assertThat(refused.refusal()).isEqualTo("401 unauthenticated");
    }
  }

  @Test
  @Order(1)
  @OperateOnDeployment(FIRST)
  void theConnectionsOfOneWhoLogsOutEnd(@ArquillianResource URL address) throws IOException {
    Visitor anna = Visitor.user(server(address), "anna");
    Visitor bob = Visitor.user(server(address), "bob");
    try (RawSocket chat = anna.open("chat/porch");
        RawSocket notifications = anna.open("notifications");
        RawSocket other = bob.open("chat/porch")) {
      assertThat(anna.post("logout", "text/plain", "").body()).contains("<title>The lobby</title>");

      // a server that closes the sockets of an HTTP session itself may be first, and gives no
      // reason
      assertThat(chat.closing()).matches("1008 (logged-out)?");
      assertThat(notifications.closing()).matches("1008 (logged-out)?");
      assertThat(anna.get("room").body()).contains("<title>Log in</title>");
      say(other, "still here");
      assertThat(next(other)).containsEntry("text", "still here");
    }
  }

  @Test
  @Order(2)
  @OperateOnDeployment(ANEW)
  void whatWasKeptIsThereWhenTheApplicationWasDeployedAnew(@ArquillianResource URL address)
      throws IOException {
    Server server = Server.at(address, CONTEXT_ANEW);
    try {
      KeptPromises.whoEntersReadsThem(server);
    } finally {
      DEPLOYED.undeploy(deployer);
    }
  }

  private static Server server(URL address) {
    return Server.at(address, CONTEXT);
  }
}
