package org.fanfare.transport.http;

/**
 * The kind of an HTTP request to the group URL, which its method, upgrade and headers determine.
 */
enum RequestKind {
  /** It opens a WebSocket. */
  SOCKET,
  /** It opens a stream: Server-Sent Events, or a format that the application provides. */
  STREAM,
  /** It asks for one response, now or later. */
  POLL,
  /** It asks for the page that shows the group to a person. */
  PAGE,
  /** It publishes its body as one message. */
  MESSAGE,
  /** It publishes its body line by line. */
  LINES;

  boolean publishes() {
    return this == MESSAGE || this == LINES;
  }
}
