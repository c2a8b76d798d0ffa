package org.fanfare.wire.proxy;

import org.fanfare.wire.kit.Httpd;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.Server;

/** Through httpd with {@code fanfare.conf}. */
class HttpdIT extends BehindProxy implements HttpdPromises, FinePrintPromises {
  @Override
  Proxy start(Server behind) {
    return Httpd.with("proxy", "proxy_http", "headers")
        .define("FANFARE_BACKEND", behind.host())
        .inVirtualHost("Include fanfare/fanfare.conf")
        .start();
  }
}
