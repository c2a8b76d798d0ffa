package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Client;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Publishing;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * What is not as it should be is answered as documented, while clients on every face go on hearing
 * everything of another group.
 */
@ArquillianTest
@Tag("frames")
class MalformedIT
    implements MalformedUrlPromises,
        MalformedBodyPromises,
        MalformedFramePromises,
        FrameMistakePromises {
  @ArquillianResource private URL context;

  private String watched;
  private Checker checker;
  private List<Client> watchers;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        Groups.OPEN
            + """
              publish.timeout = 2s
              publish.least-rate = 0 # a body is late when its time is over, and not before
              stream.idle = 2s
            """);
  }

  @Override
  public Server server() {
    return Server.at(context);
  }

  @BeforeEach
  void everyFaceIsListenedOn() {
    watched = Groups.open();
    checker = new Checker();
    watchers =
        Stream.of(ReadTransport.values())
            .map(face -> Client.on(face, server(), watched, checker))
            .toList();
    new Publishing(server(), checker).texts(watched, "before", 2);
  }

  @AfterEach
  void nobodyWhoListenedHasLostAnything() {
    new Publishing(server(), checker).texts(watched, "after", 2);
    watchers.forEach(Client::hasHeardEverythingInOrder);
    watchers.forEach(watcher -> assertThat(watcher.listener().ended()).isFalse());
    watchers.forEach(Client::close);
  }
}
