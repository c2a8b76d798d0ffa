package org.fanfare.wire;

import java.io.IOException;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;

/** Promises that are kept by a server. */
public interface OnTheWire {
  /** The server under test. */
  Server server();

  /** Whether a proxy with the files of ours is in front of it. */
  default boolean isBehindProxy() {
    return false;
  }

  /** Returns how a handshake with more headers is answered: {@link RawSocket#refusal}. */
  default String upgrade(String names, String... more) throws IOException {
    try (RawSocket socket = RawSocket.upgrade(server(), server().target(names, ""), more)) {
      return socket.refusal();
    }
  }

  /** Returns a request whose body has begun and is to be written in chunks. */
  default RawHttp stream(String method, String group, String query, String type)
      throws IOException {
    return RawHttp.to(server())
        .request(
            server(),
            method,
            server().target(group, query),
            "Content-Type: " + type,
            "Transfer-Encoding: chunked");
  }
}
