package org.fanfare.consumer.test;

import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.route.ConsumerType;
import org.fanfare.consumer.route.RouteTable;
import org.fanfare.consumer.route.Routes;
import org.fanfare.consumer.run.BeanInstances;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.Instances;

/** The routes of a test, checked as a deployment checks them. For one thread. */
final class TestRoutes {
  /** By their names, since a test needs no CDI. */
  private static final Set<String> MARKS_OF_SCOPES =
      Set.of("jakarta.inject.Scope", "jakarta.enterprise.context.NormalScope");

  private final Map<Class<?>, Instances> instances = new LinkedHashMap<>();
  private Predicate<Class<? extends Annotation>> isScope = TestRoutes::isMarked;
  private RouteTable<ConsumerRoute> table = table(List.of());

  /**
   * Adds a class, whose instances a supplier makes.
   *
   * @throws org.fanfare.consumer.route.InvalidRoutesException if the class cannot be served as it
   *     is
   */
  void add(Class<? extends Consumer> type, Supplier<? extends Consumer> supplier) {
    instances.put(type, () -> made(type, supplier.get()));
    check();
  }

  /** Adds the consumers that are beans, which their container makes; see {@link #add}. */
  void add(BeanInstances beans) {
    instances.putAll(beans.byClass());
    isScope = isScope.or(beans::isScope);
    check();
  }

  private void check() {
    Routes routes = Routes.of(instances.keySet(), isScope);
    table = table(routes.types().stream().map(this::route).toList());
  }

  private static RouteTable<ConsumerRoute> table(List<ConsumerRoute> routes) {
    return new RouteTable<>(routes, route -> route.type().path());
  }

  private ConsumerRoute route(ConsumerType type) {
    Instances known = instances.get(type.consumer());
    if (known == null) {
      throw new IllegalStateException("nobody has added " + type);
    }
    return new ConsumerRoute(type, known);
  }

  private static Instances.Made made(Class<?> type, Consumer instance) {
    if (!type.isInstance(instance)) {
      throw new AssertionError("the supplier of " + type.getName() + " made " + instance);
    }
    return new Instances.Made(instance, () -> Destruction.of(instance));
  }

  private static boolean isMarked(Class<? extends Annotation> annotation) {
    return Stream.of(annotation.getAnnotations())
        .anyMatch(each -> MARKS_OF_SCOPES.contains(each.annotationType().getName()));
  }

  /**
   * Finds the route that a path leads to.
   *
   * @param path without the query
   * @throws AssertionError if it leads to none
   */
  RouteTable.Match<ConsumerRoute> match(String path) {
    return table
        .match(path)
        .orElseThrow(
            () ->
                new AssertionError(
                    "the path \"%s\" leads to no consumer; this test has %s"
                        .formatted(
                            path,
                            instances.keySet().stream()
                                .map(each -> each.getSimpleName() + paths(each))
                                .toList())));
  }

  private static String paths(Class<?> consumer) {
    return Stream.of(consumer.getAnnotationsByType(org.fanfare.consumer.Route.class))
        .map(route -> " at \"" + route.value() + "\"")
        .findFirst()
        .orElse("");
  }
}
