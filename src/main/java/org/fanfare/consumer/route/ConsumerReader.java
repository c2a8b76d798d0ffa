package org.fanfare.consumer.route;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Route;

/** Checks classes of consumers one after the other, and describes each. */
final class ConsumerReader {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final String OURS = "fanfare";

  private final Findings findings;
  private final Scopes scopes;
  private final Map<String, String> byShape = new HashMap<>();

  ConsumerReader(Findings findings, Predicate<Class<? extends Annotation>> isScope) {
    this.findings = findings;
    this.scopes = new Scopes(isScope);
  }

  /** Describes a class; empty if it has faults. */
  Optional<ConsumerType> read(Class<?> type) {
    Findings.About about = findings.about(type);
    if (!Consumer.class.isAssignableFrom(type)) {
      about.fault("is no Consumer", "a class that implements " + Consumer.class.getName());
      return Optional.empty();
    }
    checkKind(type, about);
    Route route = type.getDeclaredAnnotation(Route.class);
    if (route == null) {
      about.fault("has no @Route", "one such as @Route(\"/chat/{room}\") on each Consumer");
    } else {
      checkPath(type, route, about);
      checkSubprotocols(route.subprotocols(), about);
    }
    RouteAccess access = access(type, about);
    List<Method> marked = HandlerMethods.of(type, about);
    Handlers fromClient = HandlersReader.read(type, marked, Side.CLIENT, about);
    Handlers fromLayer = HandlersReader.read(type, marked, Side.LAYER, about);
    return route == null || about.isFaulty()
        ? Optional.empty()
        : Optional.of(
            new ConsumerType(
                type.asSubclass(Consumer.class), route, access, fromClient, fromLayer));
  }

  private void checkKind(Class<?> type, Findings.About about) {
    if (Modifier.isAbstract(type.getModifiers())) { // so is an interface
      about.fault("is abstract", "a class of which each connection can have an instance");
    }
    if (Modifier.isFinal(type.getModifiers())) {
      about.fault("is final", "a class of which a container can make a subclass");
    }
    scopes
        .otherThanDependent(type)
        .ifPresent(
            scope ->
                about.fault(
                    "has the scope @" + scope.getSimpleName(),
                    "no scope or @Dependent, since each connection has an instance of its own"));
  }

  private void checkPath(Class<?> type, Route route, Findings.About about) {
    try {
      RoutePath path = new RoutePath(route.value());
      String it = "@Route(\"" + path + "\")";
      String other = byShape.putIfAbsent(path.shape(), it + " of " + type.getName());
      if (other != null) {
        about.fault(
            "has " + it + ", which matches the same paths as " + other,
            "another path for one of them");
      }
    } catch (IllegalArgumentException e) {
      about.fault("has a @Route with a wrong path: " + e.getMessage());
    }
  }

  private static void checkSubprotocols(String[] subprotocols, Findings.About about) {
    Set<String> names = new HashSet<>();
    for (String name : subprotocols) {
      if (!TOKEN.matcher(name).matches()) {
        about.fault(
            "has a @Route with the subprotocol \""
                + name
                + "\", which is not a token (RFC 6455, 4.1)",
            "one of letters, digits and ! # $ % & ' * + - . ^ _ ` | ~");
      } else if (name.equals(OURS) || name.startsWith(OURS + ".")) {
        about.fault(
            "has a @Route with the subprotocol \"" + name + "\", which is Fanfare's own",
            "a name that is not fanfare and does not begin with \"fanfare.\"");
      } else if (!names.add(name)) {
        about.fault("has a @Route with the subprotocol \"" + name + "\" twice", "each once");
      }
    }
  }

  private static RouteAccess access(Class<?> type, Findings.About about) {
    Stream.of(Consumer.class, PlainHttp.class)
        .filter(callbacks -> callbacks.isAssignableFrom(type))
        .flatMap(callbacks -> Stream.of(callbacks.getMethods()))
        .map(callback -> overriding(type, callback))
        .filter(AccessAnnotations::areOn)
        .forEach(
            method ->
                about.fault(
                    "says on its method " + method.getName() + " who may call it",
                    "one of " + AccessAnnotations.NAMES + " on the class, or on a handler"));
    Optional<RouteAccess> said = AccessAnnotations.of(type, "", about);
    if (said.isEmpty()) {
      about.fault(
          "does not say who may connect", "one of " + AccessAnnotations.NAMES + " on the class");
    }
    return said.orElse(RouteAccess.Plain.NOBODY);
  }

  private static Method overriding(Class<?> type, Method callback) {
    try {
      return type.getMethod(callback.getName(), callback.getParameterTypes());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a class has the methods of its interfaces", e);
    }
  }
}
