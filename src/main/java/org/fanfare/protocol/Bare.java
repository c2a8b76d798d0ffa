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

  private Bare() {}
}
