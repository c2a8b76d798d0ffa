package org.fanfare.boot;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks clients to reconnect before the server closes their WebSockets by itself.
 *
 * <p>A server that does so ({@link org.fanfare.transport.Quirk#ENDS_SOCKETS_BEFORE_LISTENERS})
 * first calls the listeners that an initializer has added. For other servers this makes no
 * difference: {@link Lifecycle} would do the same a moment later.
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
