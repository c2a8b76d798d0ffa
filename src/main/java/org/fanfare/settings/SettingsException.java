package org.fanfare.settings;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the settings are wrong, so that nothing may be served. The message says where the
 * fault is, what is wrong, and what would be right.
 */
public final class SettingsException extends RuntimeException {
  SettingsException(String message) {
    super(message);
  }

  SettingsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
