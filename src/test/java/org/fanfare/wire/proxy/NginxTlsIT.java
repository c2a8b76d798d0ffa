package org.fanfare.wire.proxy;

import org.fanfare.wire.EarlyAnswerPromises;
import org.fanfare.wire.kit.ProxyFile;
import org.junit.jupiter.api.Tag;

/** Through nginx with {@code fanfare-tls.conf}. */
@Tag("full")
class NginxTlsIT extends BehindProxy implements EarlyAnswerPromises {
  @Override
  ProxyFile file() {
    return ProxyFile.NGINX_TLS;
  }
}
