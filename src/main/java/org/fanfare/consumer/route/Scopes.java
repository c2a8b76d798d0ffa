package org.fanfare.consumer.route;

import java.lang.annotation.Annotation;
import java.lang.annotation.Inherited;
import java.lang.reflect.AnnotatedElement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds a scope of CDI that a class has, by the rules of CDI (Jakarta CDI 4.0, 2.4.4 and 4.1). */
final class Scopes {
  /** By its name, so that it needs no CDI to check a class. */
  private static final String DEPENDENT = "jakarta.enterprise.context.Dependent";

  private final Predicate<Class<? extends Annotation>> isScope;

  Scopes(Predicate<Class<? extends Annotation>> isScope) {
    this.isScope = isScope;
  }

  /** Returns a scope other than {@code @Dependent}: of the class, inherited, or of a stereotype. */
  Optional<Class<? extends Annotation>> otherThanDependent(Class<?> type) {
    List<Class<? extends Annotation>> scopes = declaredOrInherited(type);
    if (scopes.isEmpty()) {
      scopes = ofStereotypes(type, new HashSet<>()).toList();
    }
    return scopes.stream().filter(scope -> !scope.getName().equals(DEPENDENT)).findFirst();
  }

  /** The nearest class that has one decides. */
  private List<Class<? extends Annotation>> declaredOrInherited(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      boolean isItself = each == type;
      List<Class<? extends Annotation>> scopes =
          types(each.getDeclaredAnnotations())
              .filter(isScope)
              .filter(scope -> isItself || scope.isAnnotationPresent(Inherited.class))
              .toList();
      if (!scopes.isEmpty()) {
        return scopes;
      }
    }
    return List.of();
  }

  private Stream<Class<? extends Annotation>> ofStereotypes(
      AnnotatedElement element, Set<Class<? extends Annotation>> seen) {
    return types(element.getAnnotations())
        .filter(seen::add)
        .flatMap(
            each ->
                Stream.concat(
                    types(each.getAnnotations()).filter(isScope), ofStereotypes(each, seen)));
  }

  private static Stream<Class<? extends Annotation>> types(Annotation[] annotations) {
    return Stream.of(annotations).map(Annotation::annotationType);
  }
}
