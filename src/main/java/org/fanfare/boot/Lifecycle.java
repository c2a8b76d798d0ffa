package org.fanfare.boot;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.fanfare.layer.Feed;
import org.fanfare.threads.Timers;
import org.fanfare.transport.Quirk;
import org.fanfare.transport.http.GroupServlet;
import org.fanfare.transport.http.OutOfService;
import org.fanfare.transport.websocket.EndpointRegistration;
import org.jspecify.annotations.Nullable;

/**
 * Starts the node's timers with the application, and ends everything with it.
 *
 * <p>On stop every client is asked to reconnect. After two seconds at the latest, the connections
 * that are left are cut off. When the JVM ends, clients are asked at once ({@link
 * Quirk#CLOSES_BEFORE_IT_STOPS}).
 */
@WebListener
public class Lifecycle implements ServletContextListener {
  private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());
  static final String NODE = Node.class.getName();
  private static final Duration MOST_TICK = Duration.ofMillis(250);
  private static final Duration WRONG_TICK = Duration.ofSeconds(5);
  private static final int TICKS_IN_HEARTBEAT = 10;

  @Inject Wiring wiring;
  @Inject CallbackContexts contexts;
  @Inject @Any Instance<Feed> feeds; // the WAR contains those of the demo
  private @Nullable LayerWatch layerWatch;
  private @Nullable Thread atExit;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Node node = wiring.node();
    contexts.startOn(event.getServletContext());
    GroupServlet.mapIn(event.getServletContext());
    event.getServletContext().setAttribute(NODE, node);
    if (!node.upgrade.isChosen(event.getServletContext())) {
      for (String path : node.routes.paths()) {
        EndpointRegistration.register(event.getServletContext(), path, node.sockets);
      }
    }
    node.threads.start(Quirk.WRITES_WAIT.isOf(event.getServletContext()));
    Timers clock = node.threads.timers();
    Duration tick = node.settings.times().heartbeat().dividedBy(TICKS_IN_HEARTBEAT);
    clock.every(tick.compareTo(MOST_TICK) < 0 ? tick : MOST_TICK, node.connections::tick);
    clock.every(MOST_TICK, node.bodies::tick);
    clock.every(MOST_TICK, node.begun::tick);
    clock.every(MOST_TICK, node.upgrade::tick);
    LayerWatch watch = new LayerWatch(node.nodeLayer);
    layerWatch = watch;
    clock.every(Duration.ofSeconds(1), watch::tick);
    clock.every(Duration.ofSeconds(1), node.refusals::tick);
    clock.every(Duration.ofSeconds(1), node.rates::tick);
    clock.every(Duration.ofSeconds(1), node.consumers::tick);
    clock.every(Duration.ofSeconds(1), node.failures::tick);
    atExit = new Thread(node::tellEveryone, "fanfare-stop");
    Runtime.getRuntime().addShutdownHook(atExit);
    new Feeds(node.settings, clock::every, node.nodeLayer, node.layer::publish).start(feeds);
    Misconfiguration wrong = wiring.misconfiguration();
    if (wrong != null) {
      OutOfService.because(wrong.reason(), event.getServletContext());
      wrong.tell();
      clock.every(WRONG_TICK, wrong::tick);
      return;
    }
    node.sender.open(node.users, wiring.afterCommit(node));
    boolean direct = node.upgrade.isChosen(event.getServletContext());
    new StartWarnings(node.settings, event.getServletContext(), direct).tell();
    node.settings
        .address()
        .map(address -> new Announcement(address, node.threads.blocking(), System::nanoTime))
        .ifPresentOrElse(
            announcement -> clock.every(MOST_TICK, announcement::tick),
            () ->
                LOG.log(
                    Level.INFO,
                    "Fanfare serves {0}/groups/NAMES, with {1} rules",
                    event.getServletContext().getContextPath(),
                    node.settings.groups().size()));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    Node node = wiring.node();
    forgetExit();
    node.tellEveryone();
    node.awaitEnd();
    node.sender.close();
    node.connections.cutOff();
    node.consumers.close();
    node.upgrade.cutOff();
    node.threads.close();
    node.failures.close();
    if (layerWatch != null) {
      layerWatch.close();
    }
    node.registry.close();
    node.validation.close();
    event.getServletContext().removeAttribute(NODE);
  }

  private void forgetExit() {
    try {
      if (atExit != null) {
        Runtime.getRuntime().removeShutdownHook(atExit);
        atExit = null; // a server may keep this listener, which must not keep the node
      }
    } catch (IllegalStateException exiting) {
      LOG.log(Level.DEBUG, "the JVM ends: clients have been told already");
    }
  }
}
