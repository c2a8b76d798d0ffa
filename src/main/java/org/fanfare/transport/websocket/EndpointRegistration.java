package org.fanfare.transport.websocket;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;

/**
 * Registers the endpoint of the group URL in an application that has Fanfare in its {@code
 * WEB-INF/lib}. Declared in {@code META-INF/web-fragment.xml}; the WAR does not use it, since it
 * has {@code GroupEndpoint}. If WebSockets are carried by the upgrade, it registers nothing.
 */
public class EndpointRegistration implements ServletContextListener {
  private static final String CONTAINER = ServerContainer.class.getName();

  @Inject SocketServices sockets;
  @Inject Upgrade upgrade;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext application = event.getServletContext();
    if (upgrade.isChosen(application)) {
      return;
    }
    register(application, GroupEndpoint.PATH, sockets);
  }

  /**
   * Registers the endpoint at a path of the application.
   *
   * @param path as a template of Jakarta WebSocket, such as {@code /chat/{room}}
   * @throws IllegalStateException if the application has an endpoint of its own there, or the
   *     server has none for it
   */
  public static void register(ServletContext application, String path, SocketServices sockets) {
    if (!(application.getAttribute(CONTAINER) instanceof ServerContainer container)) {
      throw new IllegalStateException(
          application.getServerInfo()
              + " has no WebSocket endpoints for this application: Jakarta WebSocket is not switched"
              + " on (where features are, by websocket-2.1)");
    }
    try {
      container.addEndpoint(RegisteredEndpoint.config(path, sockets));
    } catch (DeploymentException e) {
      throw new IllegalStateException(
          "the application has a WebSocket endpoint of its own at "
              + path
              + ", where Fanfare's is to be: give one of them another path",
          e);
    }
  }
}
