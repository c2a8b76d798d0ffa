package org.fanfare.wire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Httpd;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Through httpd with {@code fanfare-cluster.conf}, and no other node than the active one. */
@Tag("full")
class HttpdClusterIT extends BehindProxy {
  @Override
  Proxy start(Server behind) {
    return before(behind.host(), "127.0.0.1:" + Proxy.freePort());
  }

  /** Starts an httpd before an active node and its stand-by. */
  static Proxy before(String active, String standBy) {
    return Httpd.with(
            "proxy",
            "proxy_http",
            "proxy_balancer",
            "lbmethod_byrequests",
            "slotmem_shm",
            "headers")
        .listing(LISTED)
        .define("FANFARE_NODE_1", active)
        .define("FANFARE_NODE_2", standBy)
        .inVirtualHost("Include fanfare/fanfare-cluster.conf")
        .start();
  }

  @Test
  void nodesThatShareALayerAreAllUsedAndAskedHowTheyAre() {
    String nobody = "127.0.0.1:" + Proxy.freePort();
    try (Proxy httpd =
        Httpd.with(
                "proxy",
                "proxy_http",
                "proxy_balancer",
                "proxy_hcheck",
                "lbmethod_byrequests",
                "slotmem_shm",
                "headers")
            .define("FANFARE_NODE_1", behind().host())
            .define("FANFARE_NODE_2", nobody)
            .define("FANFARE_ALL_ACTIVE", "yes")
            .inVirtualHost("Include fanfare/fanfare-cluster.conf")
            .start()) {
      Server server = behind().at(httpd.port(), "http");

      for (int i = 0; i < 10; i++) {
        assertThat(Http.get(server.groups(Groups.open(), "wait=0")).status()).isEqualTo(200);
      }

      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> httpd.errorLog().contains("HCOH: attempt to connect to " + nobody));
    }
  }
}
