package org.fanfare.connection;

import java.util.Locale;

/** How bytes leave. */
public enum Transport {
  /** RFC 6455. */
  WEBSOCKET,
  /** Server-Sent Events, of the HTML standard. */
  SSE,
  /** HTTP long-polling. */
  POLL;

  /** The word for it in metrics and messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
