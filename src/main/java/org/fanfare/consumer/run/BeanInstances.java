package org.fanfare.consumer.run;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fanfare.consumer.Consumer;

/** Makes the instances of consumers that are beans. Safe for use by any thread. */
public final class BeanInstances {
  private final BeanManager beans;
  private final Map<Class<?>, Instances> byClass = new LinkedHashMap<>();

  /**
   * Finds the consumers; makes no instance.
   *
   * @param consumers all beans of that type, whatever their qualifiers
   */
  public BeanInstances(Instance<Consumer> consumers, BeanManager beans) {
    this.beans = beans;
    for (Instance.Handle<Consumer> each : consumers.handles()) {
      byClass.put(each.getBean().getBeanClass(), instances(each.getBean()));
    }
  }

  /** Returns how instances are made, by their class. */
  public Map<Class<?>, Instances> byClass() {
    return Collections.unmodifiableMap(byClass);
  }

  /** Returns whether an annotation is a scope that a consumer must not have. */
  public boolean isScope(Class<? extends Annotation> annotation) {
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
