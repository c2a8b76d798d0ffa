package org.fanfare.transport.http;

/** What an HTTP request to the group URL asks for, by its method, its upgrade and its headers. */
enum RequestKind {
  /** A WebSocket. */
  SOCKET,
  /** A stream: Server-Sent Events, or a format that the application brings. */
  STREAM,
  /** One answer, now or later. */
  POLL,
  /** The page for a person. */
  PAGE,
  /** To publish its body as one message. */
  MESSAGE,
  /** To publish its body line by line. */
  LINES;

  boolean publishes() {
    return this == MESSAGE || this == LINES;
  }
}
