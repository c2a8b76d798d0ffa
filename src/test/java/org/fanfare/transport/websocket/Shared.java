package org.fanfare.transport.websocket;

import org.fanfare.encoding.Encodable;

/** Something that was encoded for many, and has room for all of its forms. */
final class Shared extends Encodable {
  @Override
  protected boolean mayGrow(long bytes) {
    return true;
  }

  @Override
  protected void forgot() {
    // nothing is counted
  }
}
