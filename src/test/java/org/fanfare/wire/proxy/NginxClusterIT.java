package org.fanfare.wire.proxy;

import org.fanfare.wire.kit.Nginx;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.Server;
import org.junit.jupiter.api.Tag;

/** Through nginx with {@code fanfare-cluster.conf}, and no other node than the active one. */
@Tag("full")
class NginxClusterIT extends BehindProxy {
  @Override
  Proxy start(Server behind) {
    return before(behind.host(), "127.0.0.1:" + Proxy.freePort());
  }

  /** Starts an nginx before an active node and its stand-by. */
  static Proxy before(String active, String standBy) {
    return Nginx.plain()
        .listing(LISTED)
        .edit("127.0.0.1:8080", active)
        .edit("127.0.0.1:8081", standBy)
        .http("include fanfare/fanfare-cluster.conf;")
        .inServer("include fanfare/fanfare.conf;")
        .start();
  }
}
