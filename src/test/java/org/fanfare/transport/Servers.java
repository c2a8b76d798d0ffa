package org.fanfare.transport;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;

/** Servers of which only the name is known, and that they are of Jakarta EE 10. */
public final class Servers {
  private Servers() {}

  /** A server that calls itself {@code name}. */
  public static ServletContext named(String name) {
    return (ServletContext)
        Proxy.newProxyInstance(
            Servers.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getServerInfo" -> name;
                  case "getMinorVersion" -> 0; // Servlet 6.0
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
