package org.fanfare.wire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.ProxyFile;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Site;
import org.fanfare.wire.kit.StartedProxies;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

  @Test
  @Law(9)
  void noTicketIsInTheLogsOfTheProxy() throws IOException {
    String group = Groups.open();
    String query = "wait=0&ticket=shown-to-nobody";
    Http.get(server().groups(group, query));
    RawSocket.upgrade(server(), server().target(group, query)).close();
    try (EventStream refused = EventStream.of(server().groups(group, query))) {
      await().until(refused::ended);
    }
    Proxy proxy = PROXIES.proxy(file());

    await().until(() -> lines(proxy.accessLog(), group) >= 3);

    assertThat(proxy.accessLog()).doesNotContain("shown-to-nobody", "ticket=");
    assertThat(proxy.errorLog()).doesNotContain("shown-to-nobody", "ticket=");
  }

  private static long lines(String log, String group) {
    return log.lines().filter(line -> line.contains("/groups/" + group)).count();
  }

  @AfterAll
  static void stop() {
    PROXIES.close();
  }
}
