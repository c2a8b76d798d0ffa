package org.fanfare.consumer.route;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Makes routes of classes, as a start of the application does. */
final class ClassesOfConsumers {
  private static final Set<Class<?>> SCOPES =
      Set.of(
          ApplicationScoped.class,
          RequestScoped.class,
          SessionScoped.class,
          Dependent.class,
          Singleton.class);

  private ClassesOfConsumers() {}

  static Routes routes(Class<?>... classes) {
    return Routes.of(List.of(classes), SCOPES::contains);
  }

  static ConsumerType type(Class<?> type) {
    return routes(type).types().get(0);
  }

  static List<String> warnings(Class<?>... classes) {
    return routes(classes).warnings();
  }

  /** Returns what is wrong with classes; fails if nothing is. */
  static List<String> faults(Class<?>... classes) {
    InvalidRoutesException thrown =
        catchThrowableOfType(InvalidRoutesException.class, () -> routes(classes));
    if (thrown == null) {
      throw new AssertionError("there is nothing wrong with " + List.of(classes));
    }
    return thrown.faults();
  }
}
