package org.fanfare.wire;

import java.net.URL;
import org.fanfare.wire.callbacks.Scribe;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.SessionCuts;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rules P42, P45, P46 and P49 on the wire: sessions that are cut at random moments lose nothing,
 * are given nothing twice, and keep the order, both ways. How many, and for how long: {@link
 * SessionCuts}.
 */
@ArquillianTest
@Tag("consumers")
class SessionCutsIT {
  private static final String CONTEXT = "cuts";

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(CONTEXT, Rest.class.getPackage()).addPackage(Scribe.class.getPackage()),
        "groups = [ { match = \"open.*\", join = anyone, publish = anyone } ]");
  }

  @Test
  void whateverCutsASessionNothingIsLostAndNothingComesTwice(@ArquillianResource URL address)
      throws Exception {
    new SessionCuts(Server.at(address, CONTEXT)).haveNoFault();
  }
}
