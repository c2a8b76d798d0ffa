package org.fanfare.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server that queues writes ({@link org.fanfare.transport.Quirk#QUEUES_WRITES}) was told
 * how much. No standard tells; but the server names its folder in a system property, where its
 * settings lie in a file. Safe for use by any thread.
 */
final class QueueBound {
  /**
   * Names the folder of the server, where it has {@link org.fanfare.transport.Quirk#QUEUES_WRITES}.
   */
  static final String ROOT = "com.sun.aas.instanceRoot";

  private static final Pattern SET =
      Pattern.compile("<transport\\b[^>]*\\bsocket-write-buffer-size=(?:\"(\\d{1,9})\")?");

  /** A message is written with what a frame says of it. */
  private static final int AROUND_A_MESSAGE = 4096;

  private QueueBound() {}

  /**
   * Tells whether it is certain that the bound is not set.
   *
   * @param root the server's folder, or null if it is not known
   */
  static boolean isMissing(@Nullable String root) {
    String settings = settings(root);
    return settings != null && !SET.matcher(settings).find();
  }

  /**
   * Returns what has to be set so that messages of {@code maxSize} bytes can leave a server with
   * {@link org.fanfare.transport.Quirk#ENDS_LARGE_WRITES}, or 0 if it is not certain that less is
   * set.
   *
   * @param root the server's folder, or null if it is not known
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
      return null; // nobody is warned of what is not known
    }
  }
}
