package org.fanfare.wire.sample;

import java.io.IOException;
import java.net.URL;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sample on the default data source, where the server brings one that needs nothing. */
@ArquillianTest
@Tag("full")
@Tag("database")
class SampleOnTheServersDatabaseIT {
  private static final String CONTEXT = "samplealone";

  @ArquillianResource private URL address;

  @Deployment(testable = false)
  static WebArchive sample() {
    return Deployments.sample(CONTEXT);
  }

  @Test
  void whoEntersReadsTheLastFiftyLines() throws IOException {
    KeptPromises.linesAreSaid(server(), "attic");
    KeptPromises.whoEntersReadsThem(server(), "attic");
  }

  @Test
  void aLineThatIsNoneIsNotKept() throws IOException {
    KeptPromises.aLineThatIsNoneIsNotKept(server(), "cellar");
  }

  @Test
  void sellersAreToldOfOrdersThatWereCommittedAndOfNoOthers() throws IOException {
    KeptPromises.sellersAreToldOfOrdersThatWereCommitted(server());
  }

  private Server server() {
    return Server.at(address, CONTEXT);
  }
}
