package org.fanfare.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a server that queues writes ({@link org.fanfare.transport.Quirk#QUEUES_WRITES})
 * has a bound for that in its configuration. No standard provides this; the server names its
 * directory in a system property, and its configuration is a file there. Safe for use by any
 * thread.
 */
final class QueueBound {
  /**
   * The system property that contains the directory of a server with {@link
   * org.fanfare.transport.Quirk#QUEUES_WRITES}.
   */
  static final String ROOT = "com.sun.aas.instanceRoot";

  private static final Pattern SET =
      Pattern.compile("<transport\\b[^>]*\\bsocket-write-buffer-size=(?:\"(\\d{1,9})\")?");

  /** An allowance, in bytes, for the parts of a frame that are not the message. */
  private static final int AROUND_A_MESSAGE = 4096;

  private QueueBound() {}

  /**
   * Returns whether it is certain that the bound is not set.
   *
   * @param root the server's directory, or null if it is not known
   */
  static boolean isMissing(@Nullable String root) {
    String settings = settings(root);
    return settings != null && !SET.matcher(settings).find();
  }

  /**
   * Returns the value that must be set so that messages of {@code maxSize} bytes can leave a server
   * with {@link org.fanfare.transport.Quirk#ENDS_LARGE_WRITES}; 0 unless it is certain that a
   * smaller value is set.
   *
   * @param root the server's directory, or null if it is not known
   */
  static int neededFor(int maxSize, @Nullable String root) {
    String settings = settings(root);
    Matcher set = SET.matcher(settings == null ? "" : settings);
    if (!set.find() || set.group(1) == null) {
      return 0;
    }
    int needed = (int) ((maxSize + (long) AROUND_A_MESSAGE + 15) / 16);
    return Integer.parseInt(set.group(1)) < needed ? needed : 0;
  }

  private static @Nullable String settings(@Nullable String root) {
    if (root == null) {
      return null;
    }
    try {
      return Files.readString(Path.of(root, "config", "domain.xml"), StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException unreadable) {
      return null; // without the file there is no warning
    }
  }
}
