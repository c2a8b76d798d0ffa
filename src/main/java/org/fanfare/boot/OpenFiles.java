package org.fanfare.boot;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.fanfare.settings.Settings;

/**
 * The number of open files that the settings require: one for each client, and those of the server.
 * Pure functions, except for {@link #most}.
 */
final class OpenFiles {
  /** The files of the server itself: jars, logs, listeners and selectors. */
  private static final int OF_THE_SERVER = 1_000;

  private OpenFiles() {}

  /**
   * Returns the maximum number of files that this process may open; empty if there is no such
   * limit.
   *
   * <p>The attribute is read by its name, because the interface that declares it as a method
   * belongs to the JDK ({@link org.fanfare.transport.Quirk#HIDES_CLASSES_OF_THE_JDK}).
   */
  static OptionalLong most() {
    try {
      Object count =
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME),
                  "MaxFileDescriptorCount");
      return OptionalLong.of(((Number) count).longValue());
    } catch (JMException noLimit) {
      return OptionalLong.empty();
    }
  }

  /**
   * Returns the maximum number of request bodies: those that are published, and equally many that
   * were refused and are read to their end.
   */
  private static long bodies(Settings.Limits limits) {
    return 2L * limits.publishing();
  }

  static long neededFor(Settings.Limits limits) {
    return limits.connections() + bodies(limits) + OF_THE_SERVER;
  }

  /** Returns the maximum number of connections for which so many files suffice, at least 1. */
  static long roomFor(Settings.Limits limits, long files) {
    return Math.max(1, files - bodies(limits) - OF_THE_SERVER);
  }
}
