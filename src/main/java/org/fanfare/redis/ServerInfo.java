package org.fanfare.redis;

import java.util.HashMap;
import java.util.Map;

/**
 * What a server says of itself ({@code INFO server replication memory}).
 *
 * @param life which life of which server it is
 * @param memory its memory
 * @param version the version of Redis whose commands it has
 */
record ServerInfo(ServerLife life, ServerMemory memory, String version) {
  private static final int LEAST = 7; // has sharded notifications

  /** Reads the server's text; throws {@link IllegalArgumentException} if something is missing. */
  static ServerInfo of(String info) {
    Map<String, String> fields = new HashMap<>();
    info.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
              }
            });
    return new ServerInfo(
        ServerLife.of(fields),
        ServerMemory.of(fields),
        fields.getOrDefault("redis_version", "unknown"));
  }

  /** Throws {@link LinkException} if the layer cannot be on such a server. */
  void check() {
    String major = version.split("\\.", 2)[0];
    if (major.matches("[0-9]{1,4}") && Integer.parseInt(major) < LEAST) {
      throw new LinkException(
          LinkException.Kind.NOT_ASKED,
          "the server is Redis " + version + "; right is 7.0 or newer, or Valkey");
    }
    if (!life.isMaster()) {
      throw new LinkException(LinkException.Kind.NOT_ASKED, "the server is not a master");
    }
  }
}
