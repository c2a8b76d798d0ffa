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

/** What each transport carries, and every way to read, with the settings as shipped. */
@ArquillianTest
@Tag("blocking")
class ReadingIT
    implements TransportPromises,
        SubprotocolPromises,
        JoiningPromises,
        ChannelPromises,
        BareSocketPromises,
        EventStreamPromises,
        PollPromises,
        StartPromises {
  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Groups.OPEN);
  }

  @Override
  public Server server() {
    return Server.at(context);
  }
}
