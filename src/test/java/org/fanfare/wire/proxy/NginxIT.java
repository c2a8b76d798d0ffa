package org.fanfare.wire.proxy;

import org.fanfare.wire.kit.ProxyFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through nginx with {@code fanfare.conf}. */
class NginxIT extends BehindProxy implements ProxyPromises {
  @Override
  ProxyFile file() {
    return ProxyFile.NGINX;
  }

  /** nginx itself refuses a method in small letters, with 400. */
  @Override
  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PATCH", "PROPFIND"})
  public void anotherMethodIsToldWhichThereAre(String method) {
    ProxyPromises.super.anotherMethodIsToldWhichThereAre(method);
  }
}
