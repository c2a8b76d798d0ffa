package org.fanfare.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The places that a test gives settings in, instead of those of the process. */
final class Sources {
  private final Map<String, String> environment = new HashMap<>();
  private final Properties properties = new Properties();
  private ClassLoader classPath = Sources.class.getClassLoader();

  static Sources none() {
    return new Sources();
  }

  Sources variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Sources property(String name, String value) {
    properties.setProperty(name, value);
    return this;
  }

  /** Writes a file and names it by the system property. */
  Sources file(Path file, String content) {
    write(file, content);
    return property("fanfare.config", file.toString());
  }

  /** Puts a folder that has a {@code fanfare.conf} in front of the class path. */
  Sources onClassPath(Path folder, String content) {
    write(folder.resolve("fanfare.conf"), content);
    try {
      classPath = new URLClassLoader(new URL[] {folder.toUri().toURL()}, classPath);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The start stops at this line of a file in {@code folder}, with a message about it. */
  static void refuse(Path folder, String line, String message) {
    Path file = folder.resolve("own.conf");
    Sources sources = none().file(file, "fanfare {\n  # comment\n  " + line + "\n}\n");

    assertThatThrownBy(sources::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(file + ": 3: " + message);
  }

  Settings load() {
    return new SettingsLoader(environment, properties, classPath).load();
  }

  static void write(Path file, String content) {
    try {
      Files.writeString(file, content, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
