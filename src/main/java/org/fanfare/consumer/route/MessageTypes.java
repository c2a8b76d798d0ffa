package org.fanfare.consumer.route;

import jakarta.json.JsonObject;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Sender;
import org.fanfare.log.Gap;
import org.fanfare.log.Publication;
import org.fanfare.message.Message;

/** Tells the types that a handler can take a message as. */
final class MessageTypes {
  /** What one might think to be given, and is not. */
  private static final Set<Class<?>> OURS =
      Set.of(Publication.class, Gap.class, Message.class, Sender.class);

  private MessageTypes() {}

  /**
   * Returns whether a message can be given as that type: as text, bytes, JSON, or as something of
   * which JSON-B makes a JSON object and back.
   */
  static boolean mayBe(Type type) {
    if (type instanceof Class<?> plain) {
      return plain == String.class || plain == byte[].class || isObject(plain);
    }
    return type instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> raw
        && isObject(raw)
        && Stream.of(generic.getActualTypeArguments()).allMatch(MessageTypes::isKnown);
  }

  /** Returns whether an argument depends on no type variable. */
  private static boolean isKnown(Type argument) {
    if (argument instanceof ParameterizedType generic) {
      return Stream.of(generic.getActualTypeArguments()).allMatch(MessageTypes::isKnown);
    }
    if (argument instanceof WildcardType wildcard) {
      return Stream.of(wildcard.getUpperBounds()).allMatch(MessageTypes::isKnown);
    }
    return argument instanceof GenericArrayType array
        ? isKnown(array.getGenericComponentType())
        : argument instanceof Class;
  }

  private static boolean isObject(Class<?> type) {
    if (type.isPrimitive() || type.isArray() || type.isEnum() || type.isAnnotation()) {
      return false;
    }
    String name = type.getName();
    if (name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jakarta.")) {
      return type == Object.class || type == JsonObject.class || Map.class.isAssignableFrom(type);
    }
    return !OURS.contains(type) && !Consumer.class.isAssignableFrom(type);
  }
}
