package org.fanfare.settings;

import org.jspecify.annotations.Nullable;

/**
 * The settings are wrong and nothing may be served; the message says where they are wrong, how, and
 * what would be right.
 */
public final class SettingsException extends RuntimeException {
  SettingsException(String message) {
    super(message);
  }

  SettingsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
