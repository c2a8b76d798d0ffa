package org.fanfare.redis;

import java.io.IOException;

/**
 * What happens to the server of a {@link Chaos}, or to the network before it. Each is over, and the
 * server can be asked again, when {@link #happen} returns, which takes up to some seconds.
 */
enum ChaosFault {
  /** A node cannot reach the server. */
  A_LINE_IS_CUT {
    @Override
    void happen(Chaos chaos) {
      LettuceLine line = chaos.anyLine();
      line.cut();
      chaos.pause(50, 800);
      line.mend();
    }
  },

  /** All connections for commands end, some of them with answers on their way. */
  COMMANDS_ARE_ENDED {
    @Override
    void happen(Chaos chaos) throws IOException {
      chaos.server().ask("CLIENT KILL TYPE normal");
    }
  },

  /** All connections for notifications end, and nothing else. */
  NOTIFICATIONS_ARE_ENDED {
    @Override
    void happen(Chaos chaos) throws IOException {
      chaos.server().ask("CLIENT KILL TYPE pubsub");
    }
  },

  /** The server does nothing, with its connections open. */
  IT_IS_FROZEN {
    @Override
    void happen(Chaos chaos) throws IOException {
      chaos.server().freeze();
      chaos.pause(2300, 3500); // longer than anybody waits for an answer
      chaos.server().thaw();
    }
  },

  /** The server comes back with what it had a moment ago, and has lost what it accepted since. */
  A_CRASH_LOSES_THE_TAIL {
    @Override
    void happen(Chaos chaos) throws IOException {
      chaos.server().ask("SAVE");
      chaos.awaitAccepted(20);
      lose(chaos, () -> chaos.restart(chaos.server()::kill));
    }
  },

  /** The server comes back with nothing. */
  A_CRASH_LOSES_ALL {
    @Override
    void happen(Chaos chaos) throws IOException {
      lose(
          chaos,
          () ->
              chaos.restart(
                  () -> {
                    chaos.server().kill();
                    chaos.server().forget();
                  }));
    }
  },

  /** The server is stopped, and has all that it had. */
  A_RESTART_LOSES_NOTHING {
    @Override
    void happen(Chaos chaos) throws IOException {
      chaos.restart(chaos.server()::stop);
    }
  },

  /** The scripts have to be loaded once more. */
  SCRIPTS_ARE_FORGOTTEN {
    @Override
    void happen(Chaos chaos) throws IOException {
      chaos.server().ask("SCRIPT FLUSH");
    }
  },

  /** Somebody deletes all there is, by mistake. */
  IT_IS_EMPTIED {
    @Override
    void happen(Chaos chaos) throws IOException {
      lose(chaos, () -> chaos.server().ask("FLUSHALL"));
    }
  },

  /** Writes wait; reads do not. */
  WRITES_WAIT {
    @Override
    void happen(Chaos chaos) throws IOException {
      chaos.server().ask("CLIENT PAUSE 1500 WRITE");
      chaos.pause(1500, 1600);
    }
  },

  /** The server takes no more memory. */
  MEMORY_IS_FULL {
    @Override
    void happen(Chaos chaos) throws IOException {
      meanwhile(chaos, "CONFIG SET maxmemory 1mb", "CONFIG SET maxmemory 0");
    }
  },

  /** The server takes no writes, since it has no replicas. */
  REPLICAS_ARE_MISSING {
    @Override
    void happen(Chaos chaos) throws IOException {
      meanwhile(chaos, "CONFIG SET min-replicas-to-write 9", "CONFIG SET min-replicas-to-write 0");
    }
  },

  /** The server is made the replica of one that is away, and then a master again. */
  IT_IS_DEMOTED {
    @Override
    void happen(Chaos chaos) throws IOException {
      meanwhile(chaos, "REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE");
    }
  };

  abstract void happen(Chaos chaos) throws IOException;

  /** The server loses something of what it has. */
  private static void lose(Chaos chaos, Chaos.Ending loss) throws IOException {
    chaos.countLoss();
    loss.end();
    chaos.countLoss();
  }

  /** The server is as {@code from} makes it, until it is asked {@code until}. */
  private static void meanwhile(Chaos chaos, String from, String until) throws IOException {
    chaos.server().ask(from);
    chaos.pause(200, 800);
    chaos.server().ask(until);
  }
}
