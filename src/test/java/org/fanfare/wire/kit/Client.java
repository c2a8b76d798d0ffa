package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.wire.kit.Waiting.soon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.gate.LongestWait;
import org.fanfare.harness.SocketQueues;

/**
 * One client that may vanish without warning and come back, on another face, with its last cursor
 * and nothing else. For one thread.
 */
public final class Client implements AutoCloseable {
  private static final Duration WHOLE = Duration.ofSeconds(52);

  private final Server server;
  private final String groups;
  private final Checker checker;
  private final Map<String, Long> start = new HashMap<>();
  private final List<HeardItem> before = new ArrayList<>();
  private String cursor = "";
  private boolean cameBack;
  private Listener listener;

  private Client(ReadTransport face, Server server, String groups, Checker checker) {
    this.server = server;
    this.groups = groups;
    this.checker = checker;
    for (String group : groups.split(",", -1)) {
      start.put(group, checker.head(group));
    }
    listener = face.listen(server, groups, StartAt.now());
  }

  /** Returns a client that reads {@code groups} from now; nobody may be publishing to them yet. */
  public static Client on(ReadTransport face, Server server, String groups, Checker checker) {
    return new Client(face, server, groups, checker);
  }

  /** Returns what it listens with at the moment. */
  public Listener listener() {
    return listener;
  }

  /** Vanishes without a word. */
  public void vanishes() {
    listener.kill();
    ConnectionHistory leg = listener.leg();
    before.addAll(leg.heard());
    cursor = leg.cursor();
  }

  /** Comes back with the cursor it had. */
  public void comesBack(ReadTransport face) {
    listener = face.listen(server, groups, StartAt.after(cursor));
    cameBack = true;
  }

  /** Tells whether it ever came back. */
  public boolean cameBack() {
    return cameBack;
  }

  /** Returns everything it was given, on all its connections. */
  public List<HeardItem> history() {
    List<HeardItem> all = new ArrayList<>(before);
    all.addAll(listener.leg().heard());
    return all;
  }

  /**
   * Waits until it has come to the heads of its groups, and holds its whole history to the laws.
   */
  public void hasHeardEverythingInOrder() {
    awaitEverything("everything in order", LongestWait.LIMIT, () -> {});
  }

  /**
   * As {@link #hasHeardEverythingInOrder}, for a client that comes back on {@code face}, as an
   * {@code EventSource} does, whenever its connection was ended.
   *
   * @param silence how long the network did not read what the server sent. A segment that found no
   *     room is sent again after a time that doubles with each attempt (RFC 6298, section 5.5),
   *     whatever is read meanwhile: up to as long again may pass before the next byte comes.
   */
  public void hasHeardEverythingInOrderComingBackOn(ReadTransport face, Duration silence) {
    awaitEverything(
        "everything in order, coming back when ended",
        LongestWait.LIMIT.plus(silence),
        () -> {
          if (listener.ended()) {
            vanishes();
            comesBack(face);
          }
        });
  }

  /** The whole may take long on a slow machine; no part of it may let the client wait for long. */
  private void awaitEverything(String what, Duration longest, Runnable before) {
    AtomicInteger heard = new AtomicInteger();
    AtomicLong last = new AtomicLong(System.nanoTime());
    soon(what)
        .pollInterval(Duration.ofMillis(10))
        .atMost(WHOLE.plus(longest))
        .untilAsserted(
            () -> {
              before.run();
              List<HeardItem> history = history();
              List<String> broken = checker.broken(history, start);
              long now = System.nanoTime();
              if (heard.getAndSet(history.size()) != history.size()) {
                last.set(now);
              } else if (!broken.isEmpty() && now - last.get() > longest.toNanos()) {
                throw new IllegalStateException(
                    "Nothing came for %s, on %s, and still: %s. Sockets that hold something: %s"
                        .formatted(longest, listener, broken, SocketQueues.now()));
              }
              assertThat(broken).isEmpty();
            });
  }

  @Override
  public void close() {
    listener.close();
  }
}
