package org.fanfare.wire;

import org.fanfare.wire.kit.Server;

/** Promises that are kept by a server. */
public interface OnTheWire {
  /** The server under test. */
  Server server();
}
