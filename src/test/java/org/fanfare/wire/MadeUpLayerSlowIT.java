package org.fanfare.wire;

import java.net.URL;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** Law 5 holds over the layer of {@link MadeUpLayerIT} too. */
@ArquillianTest
@Tag("payara")
@Tag("full")
class MadeUpLayerSlowIT implements SlowReaderPromises {
  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return MadeUpLayerIT.fanfare(SETTINGS);
  }

  @Override
  public Server server() {
    return Server.at(context);
  }
}
