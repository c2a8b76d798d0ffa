package org.fanfare.wire.sample;

import java.io.IOException;
import java.net.URL;
import java.util.Locale;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The sample through the proxies with each of their files, used as browsers use it. Each has rooms
 * of its own: what is said is kept.
 */
@ArquillianTest
@Tag("payara")
@Tag("proxy")
@Tag("full")
class SampleBehindProxyIT {
  private static final String CONTEXT = "sampleproxied";
  private static final StartedProxies PROXIES = new StartedProxies();

  @ArquillianResource private URL address;

  @Deployment(testable = false)
  static WebArchive sample() {
    return Deployments.sample(CONTEXT);
  }

  @AfterAll
  static void stop() {
    PROXIES.close();
  }

  private Server through(ProxyFile file) {
    return PROXIES.server(
        file, Site.of(Server.at(address, CONTEXT)).routes("lobby|chat|notifications"));
  }

  /** The name of a room has at most twenty letters. */
  private static String room(String name, ProxyFile file) {
    return name + file.name().replace("_", "").toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @EnumSource
  void guestsMeetInTheLobby(ProxyFile file) throws IOException {
    MeetingPromises.guestsMeetInTheLobby(through(file), "hello through " + file);
  }

  @ParameterizedTest
  @EnumSource
  void twoChatOverTwoTransports(ProxyFile file) throws IOException {
    MeetingPromises.twoChatOverTwoTransports(through(file), room("hall", file));
  }

  @ParameterizedTest
  @EnumSource
  void whoEntersReadsTheLastFiftyLines(ProxyFile file) throws IOException {
    KeptPromises.linesAreSaid(through(file), room("attic", file));
    KeptPromises.whoEntersReadsThem(through(file), room("attic", file));
  }

  @ParameterizedTest
  @EnumSource
  void aLineThatIsNoneIsNotKept(ProxyFile file) throws IOException {
    KeptPromises.aLineThatIsNoneIsNotKept(through(file), room("cellar", file));
  }

  @ParameterizedTest
  @EnumSource
  void sellersAreToldOfOrdersThatWereCommittedAndOfNoOthers(ProxyFile file) throws IOException {
    KeptPromises.sellersAreToldOfOrdersThatWereCommitted(through(file));
  }

  @ParameterizedTest
  @EnumSource
  void whoIsNotLoggedInOrAsksForWhatIsNotIsRefused(ProxyFile file) throws IOException {
    MeetingPromises.whoIsNotLoggedInOrAsksForWhatIsNotIsRefused(through(file));
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordLetsNobodyIn(ProxyFile file) throws IOException {
    MeetingPromises.aWrongPasswordLetsNobodyIn(through(file));
  }

  @ParameterizedTest
  @EnumSource
  void theConnectionsOfOneWhoLogsOutEnd(ProxyFile file) throws IOException {
    MeetingPromises.theConnectionsOfOneWhoLogsOutEnd(through(file), room("porch", file));
  }
}
