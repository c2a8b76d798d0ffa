package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadFactory;
import org.fanfare.layer.LayerFactory;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerSetup;
import org.fanfare.layer.NodeLayer;
import org.fanfare.layer.Policies;
import org.fanfare.redis.RedisLayers;
import org.fanfare.settings.Settings;
import org.fanfare.settings.SettingsLoader;
import org.junit.jupiter.api.Test;

/** A node has the layer that its settings name, and nothing of another (R22). */
final class SetLayerTest {
  private static final LayerSetup SETUP =
      new LayerSetup(
          Policies.byName(Policies.ROOMY),
          new LayerLimits(1 << 20, 1, 1, new LayerLimits.Keys(1, 1, Duration.ofMinutes(1))),
          Clock.systemUTC(),
          new SecureRandom());

  private static Settings settings(String layer) {
    Properties properties = new Properties();
    properties.setProperty("fanfare.layer", layer);
    return new SettingsLoader(Map.of(), properties, SetLayerTest.class.getClassLoader()).load();
  }

  /** Loads this package anew, and knows no class of Redis. */
  private static final class WithoutRedis extends ClassLoader {
    WithoutRedis() {
      super(SetLayerTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.fanfare.redis.") || name.startsWith("io.lettuce.")) {
        throw new ClassNotFoundException(name + " is not to be loaded");
      }
      if (!name.startsWith("org.fanfare.boot.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defined(name) : loaded;
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static LayerFactory ofSettingsWithoutRedis(String layer) throws Exception {
    Method of =
        Class.forName("org.fanfare.boot.SetLayer", true, new WithoutRedis())
            .getDeclaredMethod("of", Settings.class, ThreadFactory.class);
    of.setAccessible(true);
    return (LayerFactory) of.invoke(null, settings(layer), (ThreadFactory) Thread::new);
  }

  @Test
  void withTheLayerInMemoryNoClassOfRedisIsLoaded() throws Exception {
    try (NodeLayer layer = ofSettingsWithoutRedis("memory").make(SETUP)) {
      assertThat(layer.name()).isEqualTo("memory");
    }
    assertThatThrownBy(() -> ofSettingsWithoutRedis("redis"))
        .as("this test would see it")
        .hasRootCauseInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void withTheLayerOnRedisThatIsMade() {
    assertThat(SetLayer.of(settings("redis"), Thread::new)).isInstanceOf(RedisLayers.class);
  }
}
