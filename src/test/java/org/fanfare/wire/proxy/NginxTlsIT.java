package org.fanfare.wire.proxy;

import org.fanfare.wire.EarlyAnswerPromises;
import org.fanfare.wire.kit.Nginx;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.SelfSigned;
import org.fanfare.wire.kit.Server;
import org.junit.jupiter.api.Tag;

/** Through nginx with {@code fanfare-tls.conf}. */
@Tag("full")
class NginxTlsIT extends BehindProxy implements EarlyAnswerPromises {
  @Override
  Proxy start(Server behind) {
    return SelfSigned.on(Nginx.plain().edit("127.0.0.1:8080", behind.host()).listing(LISTED))
        .http("include fanfare/fanfare-upstream.conf;", "include fanfare/fanfare-tls.conf;")
        .start();
  }

  @Override
  String scheme() {
    return "https";
  }
}
