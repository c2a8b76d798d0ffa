package org.fanfare.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server that queues writes ({@link org.fanfare.transport.Quirk#QUEUES_WRITES}) was told
 * how much. No standard tells; but the server names its folder in a system property, where its
 * settings lie in a file. Safe for use by any thread.
 */
final class QueueBound {
  /** Names the folder of a domain of GlassFish, and of a running Payara Micro. */
  static final String ROOT = "com.sun.aas.instanceRoot";

  private static final Pattern SET =
      Pattern.compile("<transport\\b[^>]*\\bsocket-write-buffer-size=");

  private QueueBound() {}

  /**
   * Tells whether it is certain that the bound is not set.
   *
   * @param root the server's folder, or null if it is not known
   */
  static boolean isMissing(@Nullable String root) {
    if (root == null) {
      return false;
    }
    try {
      Path settings = Path.of(root, "config", "domain.xml");
      return !SET.matcher(Files.readString(settings, StandardCharsets.UTF_8)).find();
    } catch (IOException | RuntimeException unreadable) {
      return false; // nobody is warned of what is not known
    }
  }
}
