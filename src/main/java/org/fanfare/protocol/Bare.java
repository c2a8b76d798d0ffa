package org.fanfare.protocol;

import org.fanfare.log.Publication;
import org.fanfare.log.WireFormat;

/** What a bare WebSocket is sent: the message itself. */
public final class Bare {
  /** The text of a text or JSON message. */
  public static final WireFormat<Publication, String> TEXT =
      new WireFormat<>("bare") {
        @Override
        protected String encode(Publication publication) {
          return publication.message().text();
        }

        @Override
        protected long weigh(String text) {
          return text.length() + 56L;
        }
      };

  /** The bytes of a message of bytes; shared by all who are sent it, and never changed. */
  public static final WireFormat<Publication, byte[]> BYTES =
      new WireFormat<>("bytes") {
        @Override
        protected byte[] encode(Publication publication) {
          return publication.message().toBytes();
        }

        @Override
        protected long weigh(byte[] bytes) {
          return bytes.length + 16L;
        }
      };

  private Bare() {}
}
