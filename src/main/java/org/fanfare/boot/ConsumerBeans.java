package org.fanfare.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.route.ConsumerType;
import org.fanfare.consumer.route.Routes;
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
   * @throws org.fanfare.consumer.route.InvalidRoutesException if a class cannot be served as it is
   */
  Set<ConsumerRoute> routes() {
    Map<Class<?>, Bean<?>> found = new LinkedHashMap<>();
    for (Instance.Handle<Consumer> each : consumers.handles()) {
      found.put(each.getBean().getBeanClass(), each.getBean());
    }
    Routes routes = Routes.of(found.keySet(), this::isScope);
    routes.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
    Set<ConsumerRoute> all = new LinkedHashSet<>();
    for (ConsumerType type : routes.types()) {
      Bean<?> bean = found.get(type.consumer());
      if (bean != null) {
        all.add(new ConsumerRoute(type, instances(bean)));
      }
    }
    return all;
  }

  private boolean isScope(Class<? extends Annotation> annotation) {
    return annotation != Dependent.class && beans.isScope(annotation);
  }

  private static <T> T create(Bean<T> bean, CreationalContext<T> context) {
    try {
      return bean.create(context);
    } catch (RuntimeException | Error failed) {
      context.release(); // what was made for it so far
      throw failed;
    }
  }

  /** Each instance has a context of its own, so that all that was made for it ends with it. */
  private <T> Instances instances(Bean<T> bean) {
    return () -> {
      CreationalContext<T> context = beans.createCreationalContext(bean);
      T made = create(bean, context);
      return new Instances.Made((Consumer) made, () -> bean.destroy(made, context));
    };
  }
}
