package org.fanfare.wire.proxy;

import org.fanfare.wire.kit.Httpd;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.Server;
import org.junit.jupiter.api.Tag;

/** Through httpd with {@code fanfare-wstunnel.conf}, as an httpd before 2.4.47 does it. */
@Tag("full")
class HttpdWstunnelIT extends BehindProxy {
  @Override
  Proxy start(Server behind) {
    return Httpd.with("proxy", "proxy_http", "proxy_wstunnel", "rewrite", "headers")
        .define("FANFARE_BACKEND", behind.host())
        .listing(LISTED)
        .inVirtualHost(
            "ProxyWebsocketFallbackToProxyHttp Off", "Include fanfare/fanfare-wstunnel.conf")
        .start();
  }
}
