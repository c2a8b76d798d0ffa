package org.fanfare.wire;

import java.net.URL;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** Law 9: what no rule allows is refused, and so is a page of another origin. */
@ArquillianTest
@Tag("admission")
class RefusedIT implements RulePromises, OriginPromises, StatisticsPromises {
  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        """
          origins = ["https://app.example"]
          groups = [
            { match = "open.private.*", join = nobody, publish = nobody }
            { match = "open.*", join = anyone, publish = anyone }
            { match = "read.*", join = anyone, publish = nobody }
            { match = "write.*", join = nobody, publish = anyone }
            { match = "key.*", join = anyone, publish = key }
            { match = "user.*", join = user, publish = user }
          ]
        """);
  }

  @Override
  public Server server() {
    return Server.at(context);
  }
}
