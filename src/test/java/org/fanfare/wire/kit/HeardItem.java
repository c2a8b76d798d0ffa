package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Something that a listener was given about a group: a publication or a gap. */
public sealed interface HeardItem {
  /** The group's name, empty where the face does not show it. */
  String group();

  /**
   * A publication.
   *
   * @param group its group, empty where the face does not show it (SSE, bare sockets)
   * @param offset its offset, 0 where the face does not show it
   * @param kind {@code text}, {@code json} or {@code base64}
   * @param body the message as the face shows it; a long one {@linkplain #brief briefly}
   */
  record Publication(String group, long offset, String kind, String body) implements HeardItem {
    /** Keeps a long body briefly. */
    public Publication {
      body = brief(body);
    }
  }

  /**
   * A gap.
   *
   * @param last the last offset missed, {@code null} if an epoch ended
   */
  record Gap(String group, long first, @Nullable Long last, String reason) implements HeardItem {}

  /** Returns {@code body}, or its beginning, length and checksum if it is long. */
  static String brief(String body) {
    if (body.length() <= 512) {
      return body;
    }
    CRC32 sum = new CRC32();
    sum.update(body.getBytes(UTF_8));
    return "%s… (%d characters, %08x)"
        .formatted(body.substring(0, 40), body.length(), sum.getValue());
  }
}
