package org.fanfare.wire.redeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.fanfare.boot.Counted;
import org.fanfare.connection.ClientConnection;
import org.fanfare.gate.Law;
import org.fanfare.harness.ServerProcess;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.fanfare.wire.kit.Tls;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/**
 * Law 10: after an undeploy nothing of the application stays in the server.
 *
 * <p>A server may keep the last request of each of its threads until the thread has the next one,
 * and the application's classes with it: so the last deployment gives every thread something to do.
 * On a busy machine few threads do it all; WildFly 39 ends the others when they were idle for a
 * minute, in these tests for a second. Each node lives for one deployment, and so tells of those
 * that stayed: Open Liberty 26.0.0.3 keeps the application that was first to ask for a logger, and
 * the last one of a thread without requests. One deployment more than it may keep, and its own, are
 * made: if each stayed, there would be too many.
 */
@ArquillianTest
@Tag("undeploy")
@Tag("full")
@Law(
    value = 10,
    on = {})
class UndeployedIT {
  private static final int KEPT = 2;
  private static final int TIMES = KEPT + 2;
  private static final int AT_ONCE = 64;
  private static final int ROUNDS = 30;

  /**
   * Nodes of applications that were there before: Open Liberty 26.0.0.3 keeps those with a login.
   */
  private static long others = -1;

  @ArquillianResource private Deployer deployer;
  private int linesBefore;
  private boolean deployed;

  @Deployment(name = "fanfare", managed = false, testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("");
  }

  @BeforeEach
  void deploy() throws IOException {
    linesBefore = ManagedServer.log().size();
    if (others < 0) {
      others = instances(ManagedServer.process(), Counted.NODE);
    }
    deployer.deploy("fanfare");
    deployed = true;
  }

  @AfterEach
  void undeploy() {
    if (deployed) {
      deployed = false;
      deployer.undeploy("fanfare");
    }
  }

  @RepeatedTest(TIMES)
  @OperateOnDeployment("fanfare")
  void nothingStaysOfWhatWasUndeployed(RepetitionInfo repetition, @ArquillianResource URL context)
      throws IOException {
    ServerProcess process = ManagedServer.process();
    Server server = Server.at(context);
    if (repetition.getCurrentRepetition() == 1) {
      await("nothing of the applications before")
          .pollInterval(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(120))
          .untilAsserted(
              () -> {
                everyThreadServes(server);
                assertThat(instances(process, ClientConnection.class)).isZero();
              });
    }
    if (repetition.getCurrentRepetition() == TIMES) {
      await("its own node, and those that the server keeps")
          .pollInterval(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(120))
          .untilAsserted(
              () -> {
                everyThreadServes(server);
                assertThat(instances(process, Counted.NODE)).isBetween(1L, 1L + others + KEPT);
              });
    }
    List<Listener> listeners = new ArrayList<>();
    for (ReadTransport face : ReadTransport.values()) {
      listeners.add(face.listen(server, "demo.redeployed", StartAt.now()));
    }
    Http.post(server.groups("demo.redeployed", ""), "application/json", "{\"n\":1}");
    await().until(() -> listeners.stream().allMatch(listener -> listener.size() == 1));
    assertThat(instances(process, ClientConnection.class)).isPositive();

    undeploy();

    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> listeners.stream().allMatch(Listener::ended));
    assertThat(ManagedServer.errors(linesBefore)).isEmpty();
    assertThat(process.threads("fanfare-")).isZero();
    await().untilAsserted(() -> assertThat(instances(process, ClientConnection.class)).isZero());
  }

  private static long instances(ServerProcess process, Class<?> type) throws IOException {
    return process.histogram().orElseThrow().instances(type.getName());
  }

  /** A connection for each request: who asks again on one may be served by the same thread. */
  private static void everyThreadServes(Server server) {
    HttpRequest poll =
        Http.request(server.groups("demo.redeployed", "wait=0"), "Accept", "application/json")
            .build();
    for (int i = 0; i < ROUNDS; i++) {
      HttpClient client = Tls.client(HttpClient.Version.HTTP_1_1);
      Stream.generate(() -> client.sendAsync(poll, BodyHandlers.discarding()))
          .limit(AT_ONCE)
          .toList()
          .forEach(CompletableFuture::join);
    }
  }
}
