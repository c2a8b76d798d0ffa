package org.fanfare.transport.websocket;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;

/**
 * Registers the endpoint of the one URL in an application that has Fanfare in its {@code
 * WEB-INF/lib}; declared in {@code META-INF/web-fragment.xml}, and unknown to the WAR, which has
 * {@code GroupEndpoint}. Where WebSockets are carried by the upgrade there is nothing to register.
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
    if (!(application.getAttribute(CONTAINER) instanceof ServerContainer container)) {
      throw new IllegalStateException(
          application.getServerInfo()
              + " has no WebSocket endpoints for this application: Jakarta WebSocket is not switched"
              + " on (where features are, by websocket-2.1)");
    }
    try {
      container.addEndpoint(RegisteredEndpoint.config(sockets));
    } catch (DeploymentException e) {
      throw new IllegalStateException(
          "the application has a WebSocket endpoint of its own at /groups/{…}, which is Fanfare's",
          e);
    }
  }
}
