package org.fanfare.redis;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What a server says of itself ({@code INFO server replication}), as far as the fence needs it.
 *
 * @param bits the life: 64 bits of a hash of the process, and of the last time that it became a
 *     master. The id of the process is new at each start; {@code master_replid2} and {@code
 *     second_repl_offset} change at each promotion
 * @param isMaster whether it is a master that has loaded its data
 */
record ServerLife(long bits, boolean isMaster) {
  /** Reads the fields of the server's text; throws {@link IllegalArgumentException} without one. */
  static ServerLife of(Map<String, String> fields) {
    String life =
        field(fields, "run_id")
            + ' '
            + field(fields, "master_replid2")
            + ' '
            + field(fields, "second_repl_offset");
    return new ServerLife(
        ByteBuffer.wrap(Keys.hash(life)).getLong(), field(fields, "role").equals("master"));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the server does not tell its " + name);
    }
    return value;
  }
}
