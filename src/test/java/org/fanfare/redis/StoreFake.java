package org.fanfare.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.fanfare.threads.Loop;

/**
 * A store with the verbs of Redis and with everything that can go wrong there: it is started again
 * with what it had written to its disk at some time before, with nothing, or with all; it is
 * frozen; connections are cut, or cut for notifications only; a notification is lost.
 *
 * <p>A restart keeps the epochs and the counters that it finds, as Redis does. Everything is
 * seeded. Safe for use by any thread.
 */
final class StoreFake {
  /** How many states of the disk are remembered. */
  private static final int DISKS = 12;

  private static final long LIFE = 1_000_003;

  /**
   * What takes requests, replies and notifications from one end of a connection to the other. What
   * is given to one line arrives in that order, if it arrives.
   */
  interface Network {
    /** Everything arrives at once. */
    Network DIRECT = (line, arrival) -> arrival.run();

    void carry(Object line, Runnable arrival);
  }

  /** With what a store is started again. */
  enum Disk {
    /** With all that it had. */
    KEPT,
    /** With what it had at some time before. */
    STALE,
    /** With nothing. */
    EMPTY
  }

  private final LongSupplier clock;
  private final Random random;
  private final Network network;
  private final Set<Mechanism> off;
  private final Deque<StoreKeys> disks = new ArrayDeque<>();
  private final Set<FakeLink> links = new LinkedHashSet<>();
  private StoreKeys keys = new StoreKeys();
  private StoreScripts scripts;
  private long life;
  private long lives;
  private double loss; // the part of the notifications that is lost
  private boolean isFrozen;

  /**
   * Creates a store that holds nothing.
   *
   * @param clock its time, in milliseconds since 1970
   * @param off the mechanisms that are switched off
   */
  StoreFake(LongSupplier clock, long seed, Network network, Set<Mechanism> off) {
    this.clock = clock;
    this.random = new Random(seed);
    this.network = network;
    this.off = off;
    start();
  }

  private void start() {
    lives++;
    life = lives * LIFE;
    scripts = new StoreScripts(keys, off, this::notifyAll);
    disks.clear();
    save();
  }

  /** Writes what it holds to its disk. */
  synchronized void save() {
    disks.add(keys.copy());
    if (disks.size() > DISKS) {
      disks.remove();
    }
  }

  /** Ends all connections, and is there again with what its disk has. */
  void restart(Disk disk) {
    List<FakeLink> cut;
    synchronized (this) {
      cut = List.copyOf(links);
      keys =
          switch (disk) {
            case KEPT -> keys;
            case STALE -> new ArrayList<>(disks).get(random.nextInt(disks.size())).copy();
            case EMPTY -> new StoreKeys();
          };
      start();
    }
    cut.forEach(link -> link.cut("the server was started again"));
  }

  /**
   * Is started again with the logs without their newest part: of each log, what its present epoch
   * has after an offset is lost.
   */
  void restartWithout(long after) {
    synchronized (this) {
      keys.loseAfter(after, clock.getAsLong());
    }
    restart(Disk.KEPT);
  }

  /** Nothing is answered, and nobody is told why. */
  synchronized void freeze(boolean frozen) {
    isFrozen = frozen;
  }

  /** Loses a part of the notifications from now on. */
  synchronized void lose(double part) {
    loss = part;
  }

  /** From now on the notifications of a connection are lost, all of them. */
  void muteOne() {
    List<FakeLink> open;
    synchronized (this) {
      open = links.stream().filter(link -> !link.isMute()).toList();
    }
    if (!open.isEmpty()) {
      open.get(random.nextInt(open.size())).mute();
    }
  }

  /** Loses a key, as by eviction. */
  synchronized void forgetKey(byte[] key) {
    keys.delete(key);
  }

  /** Returns the value of a key; null if there is none. */
  synchronized byte[] get(byte[] key) {
    return keys.get(key, clock.getAsLong());
  }

  /** Returns the names of the keys that match a pattern with one {@code *}. */
  synchronized List<byte[]> names(String pattern) {
    return keys.names(pattern, clock.getAsLong());
  }

  /** Runs a script without a connection. */
  synchronized List<Object> run(Script script, List<byte[]> names, List<byte[]> words) {
    return scripts.run(script, names, words, clock.getAsLong());
  }

  /** Returns how many are subscribed to the channel, whether it gets to them or not. */
  synchronized int notifyAll(byte[] channel, byte[] payload) {
    List<FakeLink> subscribed = links.stream().filter(link -> link.isSubscribed(channel)).toList();
    subscribed.forEach(link -> link.notified(channel, payload));
    return subscribed.size();
  }

  /** Returns whether anybody is subscribed to a channel. */
  synchronized boolean isSubscribed(byte[] channel) {
    return links.stream().anyMatch(link -> link.isSubscribed(channel));
  }

  // What links ask, with this locked

  private void accept(FakeLink link) {
    boolean isLate = isOff(Mechanism.LIFE_OF_THE_LINK) && happens(0.3);
    link.open(isLate ? life - LIFE : life);
    links.add(link);
  }

  long life() {
    return life;
  }

  boolean isOff(Mechanism mechanism) {
    return off.contains(mechanism);
  }

  boolean happens(double chance) {
    return random.nextDouble() < chance;
  }

  /** Returns whether the next notification is lost. */
  boolean loses() {
    return happens(loss);
  }

  boolean serves(FakeLink link) {
    return links.contains(link) && !isFrozen;
  }

  synchronized void forget(FakeLink link) {
    links.remove(link);
  }

  Network network() {
    return network;
  }

  /** The network between one node and the store. */
  final class Line implements GroupsContract.Line {
    private final Loop loop;
    private boolean isCut; // guarded by the store

    private Line(Loop loop) {
      this.loop = loop;
    }

    @Override
    public boolean isIdle() {
      return true; // whatever is on its way is a task of the loop
    }

    @Override
    public void cut() {
      List<FakeLink> cut;
      synchronized (StoreFake.this) {
        isCut = true;
        cut = links.stream().filter(link -> link.loop() == loop).toList();
      }
      cut.forEach(link -> link.cut("the connection was reset"));
    }

    @Override
    public void mend() {
      synchronized (StoreFake.this) {
        isCut = false;
      }
    }

    @Override
    public void close() {
      // nothing is held
    }

    @Override
    public CompletionStage<Link> dial(Link.Listener listener) {
      CompletableFuture<Link> opened = new CompletableFuture<>();
      FakeLink link = new FakeLink(StoreFake.this, loop, listener);
      loop.later(
          Times.USUAL.timeOut().toMillis(),
          () -> opened.completeExceptionally(timedOut("to connect")));
      network.carry(link.requests(), () -> arrived(link, opened));
      return opened;
    }

    private void arrived(FakeLink link, CompletableFuture<Link> opened) {
      synchronized (StoreFake.this) {
        if (isFrozen) {
          return;
        }
        if (!isCut) {
          accept(link);
        }
      }
      loop.execute(
          () -> {
            if (!link.isOpen()) {
              opened.completeExceptionally(
                  new LinkException(LinkException.Kind.NOT_ASKED, "connection refused"));
            } else if (!opened.complete(link)) {
              link.close();
            }
          });
    }
  }

  /** Returns the line to a node whose tasks run on a loop. */
  Line line(Loop loop) {
    return new Line(loop);
  }

  static LinkException timedOut(String what) {
    return new LinkException(LinkException.Kind.TIMED_OUT, "no answer in time: " + what);
  }
}
