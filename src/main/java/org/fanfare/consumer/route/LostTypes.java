package org.fanfare.consumer.route;

import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds members of records of which JSON-B does not know the element type, so that it makes maps of
 * the elements, without a word.
 *
 * <p>Yasson asks the parameters of the canonical constructor for their types. Some versions of Java
 * answer without type arguments if the constructor is a compact one (JDK-8321819), so each record
 * is asked on the Java that runs.
 */
final class LostTypes {
  /** What would be right. */
  static final String RIGHT =
      "a record that declares no constructor, or one with all its parameters, or a @JsonbCreator";

  private final Set<Class<?>> seen = new HashSet<>();
  private final List<String> lost = new ArrayList<>();

  private LostTypes() {}

  /** Returns the members of the records that a type is made of, each as the end of a sentence. */
  static List<String> in(Type type) {
    LostTypes types = new LostTypes();
    types.look(type);
    return types.lost;
  }

  private void look(Type type) {
    if (type instanceof ParameterizedType generic) {
      look(generic.getRawType());
      Stream.of(generic.getActualTypeArguments()).forEach(this::look);
    } else if (type instanceof GenericArrayType array) {
      look(array.getGenericComponentType());
    } else if (type instanceof WildcardType wildcard) {
      Stream.of(wildcard.getUpperBounds()).forEach(this::look);
    } else if (type instanceof Class<?> plain && plain.isArray()) {
      look(plain.getComponentType());
    } else if (type instanceof Class<?> plain && plain.isRecord() && seen.add(plain)) {
      lookInto(plain);
    }
  }

  private void lookInto(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Parameter[] parameters = canonical(type, components).getParameters();
    for (int i = 0; i < components.length; i++) {
      Type declared = components[i].getGenericType();
      if (!parameters[i].getParameterizedType().equals(declared)) {
        lost.add(
            "takes the record %s, for whose member %s JSON-B may make a raw %s instead of a %s"
                .formatted(
                    type.getName(),
                    components[i].getName(),
                    components[i].getType().getSimpleName(),
                    declared.getTypeName()));
      }
      look(declared);
    }
  }

  private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) {
    try {
      return type.getDeclaredConstructor(
          Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor", e);
    }
  }
}
