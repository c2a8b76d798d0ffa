package org.fanfare.wire.browser;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The client, by the tools of its own language: it is built again from its sources, and its tests
 * run in Node. Needs npm, and its registry for what {@code package-lock.json} pins.
 */
@Tag("payara")
@Tag("browser")
@Tag("full")
class ClientBuildIT {
  @BeforeAll
  static void hasItsTools() throws Exception {
    Npm.run("ci", "--no-audit", "--no-fund", "--ignore-scripts");
  }

  @Test
  void whatIsCommittedIsWhatTheSourcesGiveAndIsFitToBePublished() throws Exception {
    Npm.run("run", "check");
  }

  @Test
  void itsTestsInNodePass() throws Exception {
    Npm.run("test");
  }
}
