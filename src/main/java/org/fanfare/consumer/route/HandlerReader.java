package org.fanfare.consumer.route;

import jakarta.json.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Scope;
import org.fanfare.log.Publication;

/** Checks a method that is marked as a handler, and describes it. */
final class HandlerReader {
  private final Class<?> consumer;
  private final Method method;
  private final Findings.About findings;
  private final List<Handler.Parameter> parameters = new ArrayList<>();
  private Handler.Takes takes = Handler.Takes.NOTHING;
  private Type type = void.class;

  private HandlerReader(Class<?> consumer, Method method, Findings.About findings) {
    this.consumer = consumer;
    this.method = method;
    this.findings = findings;
  }

  /**
   * Describes a method as well as can be done; what is wrong with it is a fault.
   *
   * @param side where its messages come from
   * @param value the type of its messages; empty for those that no other method takes
   */
  static Handler read(
      Class<?> consumer, Method method, Side side, String value, Findings.About findings) {
    return new HandlerReader(consumer, method, findings).read(side, value);
  }

  /** Names a method in a sentence about a consumer. */
  static String name(Class<?> consumer, Method method) {
    String types =
        Stream.of(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", "));
    String of =
        method.getDeclaringClass() == consumer ? "" : " of " + method.getDeclaringClass().getName();
    return "%s(%s)%s".formatted(method.getName(), types, of);
  }

  private Handler read(Side side, String value) {
    if (Modifier.isPrivate(method.getModifiers())) {
      fault(
          "is private",
          "one that a container's subclass may override, such as one without modifier");
    }
    if (Modifier.isStatic(method.getModifiers())) {
      fault("is static", "a method of the connection's instance");
    }
    if (method.getReturnType() != void.class) {
      fault(
          "returns " + method.getReturnType().getSimpleName(),
          "void, and Connection.send for an answer");
    }
    Type[] types = method.getGenericParameterTypes();
    for (int i = 0; i < types.length; i++) {
      parameters.add(parameter(method.getParameterTypes()[i], types[i], side));
    }
    if (takes == Handler.Takes.BYTES && !value.isEmpty()) {
      fault(
          "takes messages of the type \"" + value + "\" as bytes",
          "String, JsonObject or a class of your own, since such messages are JSON");
    }
    return new Handler(method, parameters, takes, type, access());
  }

  private Handler.Parameter parameter(Class<?> raw, Type generic, Side side) {
    if (raw == Connection.class) {
      return Handler.Parameter.CONNECTION;
    }
    if (raw == Scope.class) {
      return Handler.Parameter.SCOPE;
    }
    if (raw == Publication.class && side == Side.LAYER) {
      return Handler.Parameter.PUBLICATION;
    }
    if (!MessageTypes.mayBe(generic)) {
      fault("has the parameter " + generic.getTypeName(), side.parameters());
    } else if (takes != Handler.Takes.NOTHING) {
      fault(
          "has two parameters for the message, %s and %s"
              .formatted(type.getTypeName(), generic.getTypeName()),
          "one, of a class that has what both have");
    } else {
      takes = takes(raw);
      type = generic;
      LostTypes.in(generic).forEach(each -> findings.warn(subject() + each, LostTypes.RIGHT));
    }
    return Handler.Parameter.MESSAGE;
  }

  private static Handler.Takes takes(Class<?> raw) {
    if (raw == String.class) {
      return Handler.Takes.TEXT;
    }
    if (raw == byte[].class) {
      return Handler.Takes.BYTES;
    }
    return raw == JsonObject.class ? Handler.Takes.JSON : Handler.Takes.BOUND;
  }

  /** A superclass' annotations protect what it declares; those of the consumer are the route's. */
  private RouteAccess access() {
    return AccessAnnotations.of(method, subject(), findings)
        .or(this::accessOfSuperclass)
        .orElse(RouteAccess.Plain.EVERYBODY);
  }

  private Optional<RouteAccess> accessOfSuperclass() {
    Class<?> declaring = method.getDeclaringClass();
    return declaring == consumer
        ? Optional.empty()
        : AccessAnnotations.of(
            declaring, "inherits from " + declaring.getName() + ", which ", findings);
  }

  private String subject() {
    return "has the handler " + name(consumer, method) + ", which ";
  }

  private void fault(String wrong, String right) {
    findings.fault(subject() + wrong, right);
  }
}
