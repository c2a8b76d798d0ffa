package org.fanfare.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.route.ConsumerType;
import org.fanfare.consumer.route.Routes;
import org.fanfare.consumer.run.BeanInstances;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.Instances;

/**
 * The consumers of the application, which are beans: found when it starts, and made by CDI for each
 * connection. Safe for use by any thread.
 */
@ApplicationScoped
public class ConsumerBeans {
  private static final System.Logger LOG = System.getLogger(ConsumerBeans.class.getName());

  @Inject @Any private Instance<Consumer> consumers;
  @Inject private BeanManager beans;

  /**
   * Finds the routes of all consumers; makes no instance.
   *
   * @param demo whether those of the demo are among them
   * @throws org.fanfare.consumer.route.InvalidRoutesException if a class cannot be served as it is
   */
  Set<ConsumerRoute> routes(DemoRoutes demo) {
    BeanInstances found = new BeanInstances(consumers, beans);
    Set<Class<?>> served =
        found.byClass().keySet().stream().filter(demo::serve).collect(Collectors.toSet());
    Routes routes = Routes.of(served, found::isScope);
    routes.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
    Set<ConsumerRoute> all = new LinkedHashSet<>();
    for (ConsumerType type : routes.types()) {
      Instances instances = found.byClass().get(type.consumer());
      if (instances != null) {
        all.add(new ConsumerRoute(type, instances));
      }
    }
    return all;
  }
}
