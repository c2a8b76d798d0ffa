package org.fanfare.consumer.test;

import jakarta.annotation.PreDestroy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.fanfare.consumer.Consumer;

/** Ends an instance as a container does: its methods with {@link PreDestroy} are called. */
final class Destruction {
  private Destruction() {}

  /** Ends an instance; throws what such a method throws. */
  static void of(Consumer instance) {
    for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(PreDestroy.class) && method.getParameterCount() == 0) {
          call(method, instance);
        }
      }
    }
  }

  private static void call(Method method, Consumer instance) {
    try {
      method.setAccessible(true);
      method.invoke(instance);
    } catch (InvocationTargetException e) {
      if (e.getTargetException() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getTargetException() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(method + " failed", e.getTargetException());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot call " + method, e);
    }
  }
}
