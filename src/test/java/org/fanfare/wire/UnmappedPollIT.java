package org.fanfare.wire;

import java.net.URL;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** What the one URL promises in an application that contains Fanfare, and maps no JAX-RS to it. */
@ArquillianTest
@Tag("full")
class UnmappedPollIT implements PollPromises, MethodPromises {
  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    WebArchive war = Deployments.fanfare(Groups.OPEN + "poll = resource");
    war.delete("/WEB-INF/web.xml");
    war.delete("/WEB-INF/classes/org/fanfare/transport/resource");
    return war;
  }

  @Override
  public Server server() {
    return Server.at(context);
  }
}
