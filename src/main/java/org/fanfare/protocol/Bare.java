package org.fanfare.protocol;

import org.fanfare.log.Publication;
import org.fanfare.log.WireFormat;

/** What a bare WebSocket is sent: the message itself. */
public final class Bare {
  /** The text of a text or JSON message. */
  public static final WireFormat<Publication, String> TEXT =
      new WireFormat<>("bare", p -> p.message().text(), text -> text.length() + 56L);

  /** The bytes of a message of bytes; shared by all who are sent it, and never changed. */
  public static final WireFormat<Publication, byte[]> BYTES =
      new WireFormat<>("bytes", p -> p.message().toBytes(), bytes -> bytes.length + 16L);

  private Bare() {}
}
