package org.fanfare.boot;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.fanfare.settings.Settings;

/** How many open files the settings ask for: one for each client, and those of the server. */
final class OpenFiles {
  /** Room for jars, logs, listeners and selectors. */
  private static final int OF_THE_SERVER = 1_000;

  private OpenFiles() {}

  /**
   * The most that this process may open; empty where there is no such limit.
   *
   * <p>By its name: the class that has it as a method is the JDK's ({@link
   * org.fanfare.transport.Quirk#HIDES_CLASSES_OF_THE_JDK}).
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

  /** As many as publish may be read to their end beside them, because they were refused. */
  private static long bodies(Settings.Limits limits) {
    return 2L * limits.publishing();
  }

  static long neededFor(Settings.Limits limits) {
    return limits.connections() + bodies(limits) + OF_THE_SERVER;
  }

  /** The most connections for which so many files are enough, at least one. */
  static long roomFor(Settings.Limits limits, long files) {
    return Math.max(1, files - bodies(limits) - OF_THE_SERVER);
  }
}
