package org.fanfare.boot;

import java.util.concurrent.ThreadFactory;
import org.fanfare.layer.LayerFactory;
import org.fanfare.memory.MemoryChannelLayer;
import org.fanfare.redis.RedisLayers;
import org.fanfare.redis.RedisSetup;
import org.fanfare.settings.Settings;

/**
 * The channel layer that {@code fanfare.layer} says. Of the classes of another layer none is
 * loaded. Used once, by the thread that starts the node.
 */
final class SetLayer {
  private SetLayer() {}

  /**
   * Returns what makes the layer.
   *
   * @param container creates the threads of a layer that needs its own
   */
  static LayerFactory of(Settings settings, ThreadFactory container) {
    return switch (settings.layer()) {
      case MEMORY -> MemoryChannelLayer::new;
      case REDIS -> ofRedis(settings.redis(), container);
    };
  }

  private static LayerFactory ofRedis(Settings.Redis redis, ThreadFactory container) {
    return new RedisLayers(
        new RedisSetup(
            redis.servers(),
            redis.sentinel().map(set -> new RedisSetup.Sentinel(set.master(), login(set.login()))),
            redis.authorities(),
            login(redis.login()),
            redis.encryptionKeys(),
            redis.prefix(),
            redis.timeout(),
            redis.linger(),
            redis.check()),
        container);
  }

  private static RedisSetup.Login login(Settings.Login login) {
    return new RedisSetup.Login(login.user(), login.password());
  }
}
