package org.fanfare.wire.proxy;

import java.net.URL;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.Server;
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
  private static Proxy proxy;

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(SETTINGS);
  }

  /** Starts the proxy in front of {@code behind}. */
  abstract Proxy start(Server behind);

  /** The scheme that its clients speak. */
  String scheme() {
    return "http";
  }

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
    Server behind = behind();
    if (proxy == null) {
      proxy = start(behind);
    }
    return behind.at(proxy.port(), scheme());
  }

  @AfterAll
  static void stop() {
    if (proxy != null) {
      proxy.close();
      proxy = null;
    }
  }
}
