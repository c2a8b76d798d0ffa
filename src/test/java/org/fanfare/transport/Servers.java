package org.fanfare.transport;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;

/** Servers of which only the name is known. */
public final class Servers {
  private Servers() {}

  /** A server that calls itself {@code name}. */
  public static ServletContext named(String name) {
    return (ServletContext)
        Proxy.newProxyInstance(
            Servers.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (self, method, arguments) -> {
              if (method.getName().equals("getServerInfo")) {
                return name;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
