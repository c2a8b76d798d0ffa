package org.fanfare.wire;

import java.net.URL;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/**
 * Laws 1 to 4, where a group named "short.*" retains its 100 newest publications, and a client that
 * is not the tests' own.
 */
@ArquillianTest
@Tag("core")
class LawsIT
    implements OrderPromises, ResumePromises, ReturnPromises, GapPromises, ForeignSocketPromises {
  /** Short logs, in which something is soon missed, and long ones. */
  static final String SETTINGS =
      """
        groups = [
          { match = "short*", join = anyone, publish = anyone, history.count = 100 }
          { match = "open.*", join = anyone, publish = anyone, history.count = 10000 }
          { match = "late.*", join = anyone, publish = anyone }
          { match = "network.*", join = anyone, publish = anyone }
        ]
      """;

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(SETTINGS);
  }

  @Override
  public Server server() {
    return Server.at(context);
  }
}
