package org.fanfare.wire.proxy;

import java.net.URL;
import org.fanfare.wire.callbacks.Scribe;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.ProxyFile;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.SessionCuts;
import org.fanfare.wire.kit.Site;
import org.fanfare.wire.kit.StartedProxies;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rules P42, P45, P46 and P49 where a proxy keeps the two ends of a connection apart: what is cut
 * in front of it may live on behind.
 */
@ArquillianTest
@Tag("payara")
@Tag("proxy")
@Tag("full")
class SessionCutsBehindProxyIT {
  private static final String CONTEXT = "cuts";

  @ArquillianResource private URL address;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(CONTEXT, Rest.class.getPackage()).addPackage(Scribe.class.getPackage()),
        """
          groups = [ { match = "open.*", join = anyone, publish = anyone } ]
          trusted-proxies = [ "127.0.0.1" ]
        """);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTPD", "NGINX"})
  void whateverCutsASessionNothingIsLostAndNothingComesTwice(ProxyFile file) throws Exception {
    try (StartedProxies proxies = new StartedProxies()) {
      Site site = Site.of(Server.at(address, CONTEXT)).routes("scribe");

      new SessionCuts(proxies.server(file, site)).haveNoFault();
    }
  }
}
