package org.fanfare.wire.kit;

/** One of the three faces on which a listener can read with a cursor. */
public enum Face {
  WEBSOCKET {
    @Override
    public Listener listen(Server server, String groups, From from) {
      return FanfareSocket.open(server, groups, from);
    }
  },
  SSE {
    @Override
    public Listener listen(Server server, String groups, From from) {
      return EventStream.open(server, groups, from);
    }
  },
  POLL {
    @Override
    public Listener listen(Server server, String groups, From from) {
      return Polling.open(server, groups, from);
    }
  };

  /** Returns a listener whose place in the groups is settled when this returns. */
  public abstract Listener listen(Server server, String groups, From from);

  /** Returns the face to come back on, another one. */
  public Face next() {
    return switch (this) {
      case WEBSOCKET -> SSE;
      case SSE -> POLL;
      case POLL -> WEBSOCKET;
    };
  }
}
