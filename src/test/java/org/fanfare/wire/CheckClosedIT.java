package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Law 9: where nothing is open to anyone, the check page and its groups are not either. */
@ArquillianTest
@Tag("payara")
@Tag("full")
@Law(
    value = 9,
    on = {})
class CheckClosedIT implements OnTheWire {
  private static final String GROUP = "fanfare.check.a-test";

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("  groups = [{ match = \"news.*\", join = user, publish = key }]\n");
  }

  @Override
  public Server server() {
    return Server.at(context);
  }

  @Test
  void nobodyReadsOrPublishesThere() throws IOException {
    String key = "Bearer " + Deployments.KEY;

    assertThat(Http.get(server().groups(GROUP, "wait=0")).problem()).isEqualTo("403 refused");
    assertThat(Http.post(server().groups(GROUP, ""), "text/plain", "x").problem())
        .isEqualTo("403 refused");
    assertThat(
            Http.post(server().groups(GROUP, ""), "text/plain", "x", "Authorization", key)
                .problem())
        .isEqualTo("403 refused");
    assertThat(upgrade(GROUP)).isEqualTo("403 refused");
  }

  @Test
  void aScriptIsToldWhyAndWhatWouldOpenIt() {
    Answer answer = Http.get(server().context().resolve("check"), "Accept", "application/json");

    assertThat(answer.problem()).isEqualTo("403 refused");
    assertThat(answer.body())
        .contains("closed, because no rule opens anything to anyone; set fanfare.check to user");
  }

  @Test
  void aPersonGetsThePageThatTellsIt() {
    Answer answer = Http.get(server().context().resolve("check"), "Accept", "text/html");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.body()).contains("Check the path");
  }
}
