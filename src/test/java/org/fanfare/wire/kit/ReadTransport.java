package org.fanfare.wire.kit;

/** One of the three faces on which a listener can read with a cursor. */
public enum ReadTransport {
  WEBSOCKET {
    @Override
    public Listener listen(Server server, String groups, StartAt from) {
      return FanfareSocket.open(server, groups, from);
    }
  },
  SSE {
    @Override
    public Listener listen(Server server, String groups, StartAt from) {
      return EventStream.open(server, groups, from);
    }
  },
  POLL {
    @Override
    public Listener listen(Server server, String groups, StartAt from) {
      return Polling.open(server, groups, from);
    }
  };

  /** Returns a listener whose place in the groups is settled when this returns. */
  public abstract Listener listen(Server server, String groups, StartAt from);

  /** Returns the face to come back on, another one. */
  public ReadTransport next() {
    return switch (this) {
      case WEBSOCKET -> SSE;
      case SSE -> POLL;
      case POLL -> WEBSOCKET;
    };
  }
}
