package org.fanfare.consumer.route;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;

/**
 * The methods of a class that are marked as handlers, those of superclasses and default methods of
 * interfaces included, without those that are overridden.
 */
final class HandlerMethods {
  private final Findings.About findings;
  private final List<Method> found = new ArrayList<>();
  private final List<Method> below = new ArrayList<>(); // those that may override what follows

  private HandlerMethods(Findings.About findings) {
    this.findings = findings;
  }

  /** Returns them in an order that is the same at each start. */
  static List<Method> of(Class<?> consumer, Findings.About findings) {
    HandlerMethods methods = new HandlerMethods(findings);
    for (Class<?> type = consumer; type != null; type = type.getSuperclass()) {
      methods.addThoseOf(type);
    }
    Stream.of(consumer.getMethods())
        .filter(method -> method.isDefault() && !method.isBridge() && isMarked(method))
        .sorted(Comparator.comparing(Method::toGenericString))
        .forEach(methods.found::add);
    return methods.found;
  }

  private static boolean isMarked(Method method) {
    return method.isAnnotationPresent(FromClient.class)
        || method.isAnnotationPresent(FromLayer.class);
  }

  private void addThoseOf(Class<?> type) {
    List<Method> declared =
        Stream.of(type.getDeclaredMethods())
            .sorted(Comparator.comparing(Method::toGenericString))
            .toList();
    for (Method method : declared) {
      if (isMarked(method) && !method.isBridge()) {
        add(method);
      }
    }
    below.addAll(declared);
  }

  private void add(Method method) {
    List<Method> overriding = below.stream().filter(each -> overrides(each, method)).toList();
    if (overriding.isEmpty()) {
      found.add(method);
    } else if (overriding.stream().noneMatch(HandlerMethods::isMarked)) {
      findings.warn(
          "overrides the handler %s of %s without its annotation, so that it handles nothing"
              .formatted(method.getName(), method.getDeclaringClass().getName()),
          "the annotation on it, too, or another name");
    }
  }

  private static boolean overrides(Method method, Method above) {
    return method.getName().equals(above.getName())
        && Arrays.equals(method.getParameterTypes(), above.getParameterTypes())
        && isInherited(above, method.getDeclaringClass())
        && !Modifier.isStatic(method.getModifiers())
        && !Modifier.isPrivate(method.getModifiers())
        && (!method.isBridge() || isOfTypeVariables(above));
  }

  private static boolean isInherited(Method above, Class<?> subclass) {
    int modifiers = above.getModifiers();
    if (Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers)) {
      return false;
    }
    return Modifier.isPublic(modifiers)
        || Modifier.isProtected(modifiers)
        || above.getDeclaringClass().getPackageName().equals(subclass.getPackageName());
  }

  /**
   * Compilers make a bridge where the override has other parameters after erasure; but also in a
   * public subclass of a class that is not, without any override.
   */
  private static boolean isOfTypeVariables(Method method) {
    return Stream.of(method.getGenericParameterTypes())
        .anyMatch(type -> type instanceof TypeVariable || type instanceof GenericArrayType);
  }
}
