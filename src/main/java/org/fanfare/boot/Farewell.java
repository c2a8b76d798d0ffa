package org.fanfare.boot;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients to come back, before the server closes their sockets by itself.
 *
 * <p>The quirk: WildFly 39.0.1.Final (Undertow) closes every WebSocket with 1001, and without the
 * delay that we tell, in a listener of its own, which it adds after those that are declared and so
 * calls before them when the application ends. A listener that an initializer adds comes after it,
 * and is called first. To other servers this makes no difference: {@link Lifecycle} would do the
 * same a moment later.
 */
public final class Farewell implements ServletContainerInitializer, ServletContextListener {
  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    context.addListener(new Farewell());
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (event.getServletContext().getAttribute(Lifecycle.NODE) instanceof Node node) {
      node.tellEveryone();
      node.awaitEnd();
    }
  }
}
