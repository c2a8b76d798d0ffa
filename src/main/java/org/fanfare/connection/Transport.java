package org.fanfare.connection;

import java.util.Locale;

/** How bytes leave. */
public enum Transport {
  /** WebSocket (RFC 6455). */
  WEBSOCKET,
  /** Server-Sent Events (HTML standard). */
  SSE,
  /** HTTP long-polling. */
  POLL;

  /** Returns the word for it in metrics and messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
