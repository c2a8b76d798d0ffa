package org.fanfare.boot;

import org.fanfare.redis.RedisSetup;
import org.fanfare.settings.Settings;

/**
 * Gives the layer on Redis its settings. A class of its own, since a class that names one of
 * another room in the signature of a method loads that, too. Pure functions.
 */
final class RedisSettings {
  private RedisSettings() {}

  static RedisSetup of(Settings.Redis redis) {
    return new RedisSetup(
        redis.servers(),
        redis.sentinel().map(set -> new RedisSetup.Sentinel(set.master(), login(set.login()))),
        redis.authorities(),
        login(redis.login()),
        redis.encryptionKeys(),
        redis.prefix(),
        redis.timeout(),
        redis.linger(),
        redis.check());
  }

  private static RedisSetup.Login login(Settings.Login login) {
    return new RedisSetup.Login(login.user(), login.password());
  }
}
