package org.fanfare.consumer.run;

/** The callbacks of a consumer, as they are counted and named to operators. */
public enum Callback {
  /** A client asks to connect. */
  CONNECT("connect"),
  /** The client has sent a message. */
  FROM_CLIENT("fromClient"),
  /** A message came to the channel, or a publication of a joined group. */
  FROM_LAYER("fromLayer"),
  /** Publications of a joined group are missing. */
  MISSED("missed"),
  /** A timer of the connection is due. */
  TIMER("timer"),
  /** Code of the application runs in the order of the callbacks. */
  EXECUTE("execute"),
  /** The connection has ended. */
  DISCONNECT("disconnect");

  private final String word;

  Callback(String word) {
    this.word = word;
  }

  /** Returns the name by which operators know it. */
  public String word() {
    return word;
  }
}
