package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Many sessions with scribes, all at the same time, which are cut at random moments and end without
 * a fault.
 *
 * <p>The seed is printed. The numbers of the short run are those below; a long one is
 *
 * <pre>{@code
 * mvn verify -Dit.test=SessionCutsIT -Dcuts.sessions=1000 -Dcuts.messages=100 -Dcuts.each=10
 * }</pre>
 *
 * <p>with {@code -Dcuts.seed} for what was printed. What threads do is not in the seed: the same
 * one makes the same cuts after the same messages, at other moments.
 */
public final class SessionCuts {
  private static final int SESSIONS = Integer.getInteger("cuts.sessions", 30);
  private static final int MESSAGES = Integer.getInteger("cuts.messages", 40);
  private static final int EACH = Integer.getInteger("cuts.each", 3);
  private static final int NEWS = 20;
  private static final int AT_ONCE = 100; // that open their session
  private static final int STACK = 256 * 1024;
  private static final Duration MOST = Duration.ofMinutes(10);

  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final CountDownLatch opened = new CountDownLatch(SESSIONS);
  private final CountDownLatch done = new CountDownLatch(SESSIONS);
  private final Semaphore opening = new Semaphore(AT_ONCE);
  private final Server server;

  /** The sessions of the application at {@code server}, which has a scribe and an office. */
  public SessionCuts(Server server) {
    this.server = server;
  }

  /** Lets all of them live, and fails if anything was lost, came twice, or out of order. */
  public void haveNoFault() throws Exception {
    long seed = Long.getLong("cuts.seed", new Random().nextLong());
    String room = UUID.randomUUID().toString();
    System.out.println("cuts.seed " + seed);
    long begun = System.nanoTime();
    List<CutSession> sessions = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      CutSession session = new CutSession(server, "scribe/" + room, seed + i, MESSAGES);
      sessions.add(session);
      String name = "session " + i;
      Thread thread = new Thread(null, () -> lives(session, name), name, STACK);
      thread.setDaemon(true);
      thread.start();
    }

    publishes(room);

    assertThat(done.await(MOST.toSeconds(), TimeUnit.SECONDS)).as("in " + MOST).isTrue();
    double seconds = (System.nanoTime() - begun) / 1e9;
    for (CutSession session : sessions) {
      session.letsGo();
    }
    System.out.printf(
        "%d sessions, %d messages each way, %d publications to each, cut %s, %d carriers overtaken, %d messages came again, %.1f s%n",
        SESSIONS,
        SESSIONS * MESSAGES,
        NEWS,
        cuts(sessions),
        sessions.stream().mapToInt(CutSession::overtaken).sum(),
        sessions.stream().mapToLong(CutSession::repeats).sum(),
        seconds);
    assertThat(faults).as("cuts.seed %d", seed).isEmpty();
    String all =
        "opened %d, heard %d, wrong 0, left %d, ended otherwise 0"
            .formatted(SESSIONS, SESSIONS * MESSAGES, SESSIONS);
    await().untilAsserted(() -> assertThat(notes(room)).isEqualTo(all));
    await().until(() -> Statistics.ofGuest(server).at("routes", "/scribe/{room}", "open") == 0);
  }

  private void lives(CutSession session, String name) {
    try {
      opening.acquire();
      try {
        session.opens();
      } finally {
        opening.release();
        opened.countDown();
      }
      session.talks(EACH);
      session.ends(NEWS);
    } catch (Throwable fault) { // each is told to the test
      faults.add(name + ": " + fault + where(fault));
    } finally {
      done.countDown();
    }
  }

  private static String where(Throwable fault) {
    return Stream.of(fault.getStackTrace())
        .filter(frame -> frame.getClassName().equals(CutSession.class.getName()))
        .map(frame -> " in " + frame.getMethodName() + ":" + frame.getLineNumber())
        .findFirst()
        .orElse("");
  }

  /** Publishes when all are there, while they talk. */
  private void publishes(String room) throws InterruptedException {
    assertThat(opened.await(2, TimeUnit.MINUTES)).as("all are opened").isTrue();
    for (int i = 1; i <= NEWS; i++) {
      assertThat(Http.post(server.groups("open." + room, ""), "text/plain", "news " + i).status())
          .isEqualTo(202);
    }
  }

  private static Map<CutSession.Cut, Integer> cuts(List<CutSession> sessions) {
    Map<CutSession.Cut, Integer> all = new EnumMap<>(CutSession.Cut.class);
    sessions.forEach(
        session -> session.cuts().forEach((cut, count) -> all.merge(cut, count, Integer::sum)));
    return all;
  }

  private String notes(String room) {
    return Http.get(server.context().resolve("office?scribes=" + room)).body();
  }
}
