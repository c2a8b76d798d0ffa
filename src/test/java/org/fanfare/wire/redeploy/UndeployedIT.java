package org.fanfare.wire.redeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Face;
import org.fanfare.wire.kit.From;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Quirks;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Law 10: after an undeploy nothing of the application stays in the server. */
@ArquillianTest
class UndeployedIT {
  private static final int TIMES = 6;

  @ArquillianResource private Deployer deployer;
  private int linesBefore;

  @Deployment(name = "fanfare", managed = false, testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("");
  }

  @BeforeEach
  void deploy() throws IOException {
    linesBefore = ServerProcess.log().size();
    deployer.deploy("fanfare");
  }

  /** Used on all faces; each node lives for one deployment, and so tells of those that stayed. */
  @RepeatedTest(TIMES)
  @OperateOnDeployment("fanfare")
  void nothingStaysOfWhatWasUndeployed(RepetitionInfo repetition, @ArquillianResource URL context)
      throws IOException, InterruptedException {
    List<Listener> listeners = new ArrayList<>();
    try {
      Server server = Server.at(context);
      for (Face face :
          Quirks.keepsLastSockets() ? List.of(Face.SSE, Face.POLL) : List.of(Face.values())) {
        listeners.add(face.listen(server, "demo.redeployed", From.now()));
      }
      Http.post(server.groups("demo.redeployed", ""), "application/json", "{\"n\":1}");
      await().until(() -> listeners.stream().allMatch(listener -> listener.size() == 1));
    } finally {
      deployer.undeploy("fanfare");
    }

    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> listeners.stream().allMatch(Listener::ended));
    ServerProcess process = ServerProcess.running();
    assertThat(ServerProcess.errors(linesBefore)).isEmpty();
    assertThat(process.threads("fanfare-")).isZero();
    assertThat(process.instances("org.fanfare.connection.Connection")).isZero();
    if (repetition.getCurrentRepetition() == TIMES) {
      // a server may keep the last that it unloaded, for a while; what leaks stays every time
      assertThat(process.instances("org.fanfare.boot.Node")).isLessThanOrEqualTo(1);
    }
  }
}
