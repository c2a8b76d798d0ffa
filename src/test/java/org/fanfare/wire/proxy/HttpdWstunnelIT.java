package org.fanfare.wire.proxy;

import org.fanfare.wire.kit.ProxyFile;
import org.junit.jupiter.api.Tag;

/** Through httpd with {@code fanfare-wstunnel.conf}, as an httpd before 2.4.47 does it. */
@Tag("full")
class HttpdWstunnelIT extends BehindProxy {
  @Override
  ProxyFile file() {
    return ProxyFile.HTTPD_WSTUNNEL;
  }
}
