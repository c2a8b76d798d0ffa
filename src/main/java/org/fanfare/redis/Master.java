package org.fanfare.redis;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.fanfare.layer.LayerState;
import org.fanfare.threads.Loop;
import org.jspecify.annotations.Nullable;

/**
 * One master of the store as this node reaches it: the link that is open at the moment, and the
 * looks that show whether it is still the one that it was.
 *
 * <p>Every second a <em>beacon</em> goes to this node's own channel and must come back as a
 * notification, because no state of a connection shows that a server is frozen, demoted or cut off.
 * The life of the server is read again as often. Every 5 seconds it is asked whether another server
 * is the master. After an answer that came too late nothing more is asked until the server answers
 * again (the <em>breaker</em>). A link that has ended is replaced by a new one, after a {@link
 * Backoff}.
 *
 * <p>Used on the loop, except for {@link #state}.
 */
final class Master {
  private static final System.Logger LOG = System.getLogger(Master.class.getName());
  private static final long COMPARED = 5000; // how often, in milliseconds
  private static final byte[] BEACON = "beacon".getBytes(StandardCharsets.US_ASCII);

  /** Returns whether a notification is a beacon of a node. */
  static boolean isBeacon(byte[] payload) {
    return Arrays.equals(payload, BEACON);
  }

  /** Is told what happens to the link. */
  interface Events {
    /** A link is open: nothing is subscribed yet. */
    void opened(Link link);

    /** A notification came. */
    void heard(byte[] channel, byte[] payload);

    /** The link has ended: nothing is heard until the next one is open. */
    void ended();
  }

  private final Loop loop;
  private final Link.Dialer dialer;
  private final byte[] inbox;
  private final long patience;
  private final Clock clock;
  private final Backoff backoff;
  private final Events events;
  private volatile LayerState state;
  private @Nullable Link link;
  private final Hindrances hindrances = new Hindrances();
  private boolean isRefusing;
  private boolean isLooking;
  private long beaconSentAt = -1; // -1 while none is on its way
  private long comparedAt; // with who is the master
  private boolean isClosed;

  /** Creates what reaches a master; it is not connected yet. */
  Master(NodePlace place, Events events) {
    this.loop = place.loop();
    this.dialer = place.dialer();
    this.inbox = place.keys().inbox(place.node());
    this.patience = place.times().beacon().toMillis();
    this.clock = place.clock();
    this.backoff = new Backoff(place.random());
    this.events = events;
    this.state = interrupted("it has not answered yet", clock.instant());
  }

  /** Returns how this node reaches it; for any thread. */
  LayerState state() {
    return state;
  }

  /** Returns the link, or throws {@link LinkException} if nothing can be asked at the moment. */
  Link link() {
    Link open = link;
    if (open == null) {
      throw new LinkException(LinkException.Kind.NOT_ASKED, state.why());
    }
    if (isRefusing) {
      throw new LinkException(LinkException.Kind.NOT_ASKED, "Redis answers too late");
    }
    return open;
  }

  /** Returns whether a link is open. */
  boolean isLinked() {
    return link != null;
  }

  /** Returns the life of the server that is linked at the moment; 0 if none is. */
  long life() {
    return link == null ? 0 : link.life();
  }

  /** Begins to connect; also called when an attempt has failed. */
  void connect() {
    if (isClosed) {
      return;
    }
    hindrances.forget();
    Incoming incoming = new Incoming();
    dialer
        .dial(incoming)
        .whenComplete(
            (opened, failure) -> {
              if (opened != null) {
                opened(incoming, opened);
              } else {
                LOG.log(Level.DEBUG, "no link to Redis", failure);
                again(String.valueOf(failure.getMessage()));
              }
            });
  }

  private void opened(Incoming incoming, Link opened) {
    if (isClosed) {
      opened.close();
      return;
    }
    incoming.link = opened;
    link = opened;
    isRefusing = false;
    isLooking = false;
    beaconSentAt = -1;
    comparedAt = loop.millis();
    backoff.reset();
    present();
    opened.subscribe(List.of(inbox));
    events.opened(opened);
  }

  /** The state is that of a link that is open. */
  private void present() {
    Hindrances.Hindrance worst = hindrances.worst(loop.millis());
    LayerState.Kind kind = worst == null ? LayerState.Kind.UP : worst.kind();
    Instant since = state.kind() == kind ? state.since() : clock.instant();
    state = new LayerState(kind, since, worst == null ? "" : worst.why());
  }

  /** Looks whether the link is still what it was; called once a second. */
  void tick() {
    Link open = link;
    if (open == null) {
      return;
    }
    if (beaconSentAt >= 0) {
      if (loop.millis() - beaconSentAt >= patience) {
        lose(open, "a notification to this node itself did not come back");
        return;
      }
    } else {
      beaconSentAt = loop.millis();
      open.notify(inbox, BEACON);
    }
    look(open);
    if (loop.millis() - comparedAt >= COMPARED) {
      comparedAt = loop.millis();
      compare(open);
    }
  }

  /** Looks whether another server has become the master meanwhile. */
  private void compare(Link open) {
    dialer
        .isPresent()
        .thenAccept(
            is -> {
              if (!is) {
                lose(open, "another server has become the master");
              }
            });
  }

  private void look(Link open) {
    if (isLooking) {
      return;
    }
    isLooking = true;
    open.look()
        .whenComplete(
            (life, failure) -> {
              if (open != link) {
                return;
              }
              isLooking = false;
              isRefusing = false;
              if (failure != null) {
                lose(open, String.valueOf(failure.getMessage()));
              } else if (life != open.life()) {
                lose(open, "the server is no longer the master that it was");
              } else {
                present();
              }
            });
  }

  /** Something that was asked on a link has failed. */
  void failed(Link asked, Throwable failure) {
    LinkException known = LinkException.in(failure);
    if (asked != link || known == null) {
      return;
    }
    if (known.kind() == LinkException.Kind.REFUSED) {
      hindrances.refused(known, loop.millis());
      present();
    } else if (known.kind() == LinkException.Kind.TIMED_OUT) {
      isRefusing = true; // until the server has answered again; if it does not, the link is lost
      look(asked);
    }
  }

  /** Gives up a link that does not serve any more, unless it has ended already. */
  void lose(Link lost, String why) {
    if (lost != link) {
      return;
    }
    link = null;
    lost.close();
    again(why);
    events.ended();
  }

  private void again(String why) {
    LayerState before = state;
    state =
        interrupted(
            why, before.kind() == LayerState.Kind.INTERRUPTED ? before.since() : clock.instant());
    loop.later(backoff.millis(), this::connect);
  }

  private static LayerState interrupted(String why, Instant since) {
    return new LayerState(
        LayerState.Kind.INTERRUPTED,
        since,
        "Redis cannot be used ("
            + why
            + "). Readers wait, and nothing can be published, until it can be reached again");
  }

  /** Ends the link, and opens no other. */
  void close() {
    isClosed = true;
    if (link != null) {
      link.close();
      link = null;
    }
  }

  /** What comes on one link; nothing of it is for those who have the next one. */
  private final class Incoming implements Link.Listener {
    private @Nullable Link link;

    @Override
    public void heard(byte[] channel, byte[] payload) {
      if (link == null || link != Master.this.link) {
        return;
      }
      if (isBeacon(payload) && Arrays.equals(channel, inbox)) {
        beaconSentAt = -1;
      } else {
        events.heard(channel, payload);
      }
    }

    @Override
    public void looked(ServerMemory memory) {
      hindrances.looked(memory, loop.millis());
    }

    @Override
    public void ended(String why) {
      if (link != null) {
        lose(link, why);
      }
    }
  }
}
