package org.fanfare.wire.proxy;

import java.net.URL;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.ProxyFile;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Site;
import org.fanfare.wire.kit.StartedProxies;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** Everything in front of which a proxy can stand, through one that is started for the class. */
@ArquillianTest
@Tag("payara")
@Tag("proxy")
abstract class BehindProxy implements PortablePromises {
  private static final StartedProxies PROXIES = new StartedProxies();

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(SETTINGS);
  }

  /** The file with which the proxy is started. */
  abstract ProxyFile file();

  @Override
  public final boolean isBehindProxy() {
    return true;
  }

  @Override
  public final Server behind() {
    return Server.at(context);
  }

  @Override
  public final Server server() {
    return PROXIES.server(file(), Site.of(behind()).listing(LISTED));
  }

  @AfterAll
  static void stop() {
    PROXIES.close();
  }
}
