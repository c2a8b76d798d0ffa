package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Publishing;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Law 2 over the layer of {@link MadeUpLayerIT}, where the 101 is ours: it leaves when the layer
 * has told where its client begins.
 */
@ArquillianTest
@Tag("direct")
@Tag("payara")
class MadeUpLayerDirectIT {
  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return MadeUpLayerIT.fanfare(LawsIT.SETTINGS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fanfare"})
  @Law(value = 2, on = Law.Transport.WEBSOCKET)
  void whatIsPublishedRightAfterAHandshakeIsNotMissed(String subprotocol) throws IOException {
    String group = Groups.fresh(BeginningPromises.LATE);
    Publishing publishing = new Publishing(Server.at(context), new Checker());
    try (Listener follows = ReadTransport.SSE.listen(Server.at(context), group, StartAt.now());
        RawSocket socket = RawSocket.open(Server.at(context), group, "", subprotocol)) {
      publishing.text(group, "right after");

      follows.hears("right after");
      assertThat(BeginningPromises.next(socket).text()).contains("right after");
    }
  }
}
