package org.fanfare.consumer;

import java.io.IOException;
import java.io.InputStream;

/** The classes of this package, where those of an optional library are not. */
final class ClassesWithout extends ClassLoader {
  private static final String PACKAGE = ClassesWithout.class.getPackageName() + ".";

  private final String missing;

  private ClassesWithout(String missing) {
    super(ClassesWithout.class.getClassLoader());
    this.missing = missing;
  }

  /**
   * Returns a class of this package as it is without a library.
   *
   * @param missing what the names of the library's classes begin with
   */
  static Class<?> of(String missing, Class<?> type) throws ClassNotFoundException {
    return new ClassesWithout(missing).loadClass(type.getName());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(missing)) {
      throw new ClassNotFoundException(name);
    }
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    Class<?> known = findLoadedClass(name);
    return known == null ? define(name) : known;
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] code = in.readAllBytes();
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
