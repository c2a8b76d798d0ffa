package org.fanfare.wire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.ProxyFile;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Site;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Through httpd with {@code fanfare-cluster.conf}, and no other node than the active one. */
@Tag("full")
class HttpdClusterIT extends BehindProxy {
  @Override
  ProxyFile file() {
    return ProxyFile.HTTPD_CLUSTER;
  }

  @Test
  void nodesThatShareALayerAreAllUsedAndAskedHowTheyAre() {
    try (Proxy httpd = file().start(Site.of(behind()).and(Site.NOBODY))) {
      Server server = behind().at(httpd.port(), "http");

      for (int i = 0; i < 10; i++) {
        assertThat(Http.get(server.groups(Groups.open(), "wait=0")).status()).isEqualTo(200);
      }

      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> httpd.errorLog().contains("HCOH: attempt to connect to " + Site.NOBODY));
    }
  }
}
