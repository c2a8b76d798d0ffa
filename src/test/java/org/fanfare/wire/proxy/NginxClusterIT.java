package org.fanfare.wire.proxy;

import org.fanfare.wire.kit.ProxyFile;
import org.junit.jupiter.api.Tag;

/** Through nginx with {@code fanfare-cluster.conf}, and no other node than the active one. */
@Tag("full")
class NginxClusterIT extends BehindProxy {
  @Override
  ProxyFile file() {
    return ProxyFile.NGINX_CLUSTER;
  }
}
