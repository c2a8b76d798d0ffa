package org.fanfare.wire.proxy;

import org.fanfare.wire.kit.Nginx;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.Server;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through nginx with {@code fanfare.conf}. */
class NginxIT extends BehindProxy implements ProxyPromises {
  @Override
  Proxy start(Server behind) {
    return Nginx.plain()
        .edit("127.0.0.1:8080", behind.host())
        .listing(LISTED)
        .http("include fanfare/fanfare-upstream.conf;")
        .inServer("include fanfare/fanfare.conf;")
        .start();
  }

  /** nginx itself refuses a method in small letters, with 400. */
  @Override
  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PATCH", "PROPFIND"})
  public void anotherMethodIsToldWhichThereAre(String method) {
    ProxyPromises.super.anotherMethodIsToldWhichThereAre(method);
  }
}
