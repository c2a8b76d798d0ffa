package org.fanfare.wire.kit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The proxies in front of the application of a test class, each of them started when it is asked
 * for. For the thread of the tests.
 */
public final class StartedProxies implements AutoCloseable {
  private final Map<ProxyFile, Proxy> started = new EnumMap<>(ProxyFile.class);

  /** Returns the application as it is seen through the proxy with a file. */
  public Server server(ProxyFile file, Site site) {
    Proxy proxy = started.computeIfAbsent(file, each -> each.start(site));
    return site.node().at(proxy.port(), file.scheme());
  }

  /** Returns the proxy with a file, which has been started. */
  public Proxy proxy(ProxyFile file) {
    return Objects.requireNonNull(started.get(file));
  }

  @Override
  public void close() {
    started.values().forEach(Proxy::close);
    started.clear();
  }
}
