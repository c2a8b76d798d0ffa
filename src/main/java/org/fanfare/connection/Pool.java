package org.fanfare.connection;

import org.fanfare.status.Status;

/** What all callers of a node share, and of which each may have a part. */
public enum Pool {
  /** Connections of all transports. */
  CONNECTIONS(
      "connections",
      "connections",
      "fanfare.connections.max",
      Status.TOO_MANY_CONNECTIONS,
      "close one, or come back later"),
  /** Sessions of consumers, carried or not. */
  SESSIONS(
      "sessions",
      "sessions",
      "fanfare.connections.max",
      Status.TOO_MANY_CONNECTIONS,
      "end one, or come back later"),
  /** Request bodies that are being read. */
  BODIES(
      "bodies",
      "bodies that are being read",
      "fanfare.connections.publishing",
      Status.TOO_MANY_CONNECTIONS,
      "end one, or send it again later"),
  /** Bytes of messages and bodies that have begun to arrive and are not whole. */
  BEGUN_BYTES(
      "begun-bytes",
      "bytes of messages that are not whole",
      "fanfare.message.begun-total",
      Status.TOO_MUCH_BEGUN,
      "send messages faster, or again later");

  private final String word;
  private final String what;
  private final String total;
  private final Status full;
  private final String remedy;

  Pool(String word, String what, String total, Status full, String remedy) {
    this.word = word;
    this.what = what;
    this.total = total;
    this.full = full;
    this.remedy = remedy;
  }

  /** Returns its word in settings ({@code per-caller.WORD}), statistics and metrics. */
  public String word() {
    return word;
  }

  /** Returns what is counted, in the plural. */
  String what() {
    return what;
  }

  /** Returns the setting that bounds it for the node. */
  String total() {
    return total;
  }

  /** Returns the status of a refusal because nothing is left for strangers. */
  Status full() {
    return full;
  }

  /** Returns what its caller may do about a refusal. */
  String remedy() {
    return remedy;
  }
}
