package org.fanfare.wire.kit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A client that talks with a scribe, who repeats what it hears, while what carries their session is
 * cut again and again. It says {@code message 1}, {@code message 2} and so on, and hears {@code
 * heard message 1} and so on, and what a group is published: {@code news 1}, {@code news 2}. For
 * one thread.
 */
public final class CutSession {
  /** How a carrier ends. */
  public enum Cut {
    /** The connection is torn down. */
    BROKEN,
    /** It stays open, and nobody reads it; the next one comes beside it. */
    HALF_OPEN,
    /** Something is sent, and the connection is torn down before the answer. */
    UNANSWERED,
    /** The next one comes while it works, and it is told so. */
    REPLACED
  }

  private static final int QUIET_SECONDS = 60;
  private static final int MOST_OVERTAKEN = 20;

  private final ReturningSession session;
  private final Random random;
  private final int messages;
  private final List<AutoCloseable> halfOpen = new ArrayList<>();
  private final Map<Cut, Integer> cuts = new EnumMap<>(Cut.class);
  private RawSocket replaced;
  private int said;
  private int heard;
  private int news;
  private int overtaken;

  /**
   * A client that has not begun.
   *
   * @param messages how many it says
   */
  public CutSession(Server server, String path, long seed, int messages) {
    this.session = new ReturningSession(server, path, List.of());
    this.random = new Random(seed);
    this.messages = messages;
    session.isBehind(random);
  }

  /** Opens the session, by a request or by a WebSocket. */
  public void opens() throws IOException {
    if (random.nextBoolean()) {
      RawHttp.Response answer = session.opens();
      require(answer.status() == 201, "it was not opened: " + answer.problem());
    } else {
      halfOpen.add(session.opensSocket());
    }
  }

  /** Says and hears all, with so many cuts on the way. */
  public void talks(int cutsOnTheWay) throws IOException {
    for (int i = 0; i < cutsOnTheWay; i++) {
      int more = 1 + random.nextInt(2 * messages / (cutsOnTheWay + 1));
      Cut[] all = Cut.values();
      carry(Math.min(messages, heard + more), all[random.nextInt(all.length)]);
    }
    carry(messages, null);
  }

  private void carry(int until, Cut cut) throws IOException {
    if (cut != null) {
      cuts.merge(cut, 1, Integer::sum);
    }
    boolean carried = false;
    while (!carried) {
      carried = isCarried(until, cut);
    }
  }

  /**
   * Returns false if a request that was sent before, over another connection, has come to the
   * server after this carrier: it is the newcomer then, and the client comes back.
   */
  private boolean isCarried(int until, Cut cut) throws IOException {
    try {
      switch (random.nextInt(3)) {
        case 0 -> overSocket(until, cut);
        case 1 -> overStream(until, cut);
        default -> overPolls(until, cut);
      }
      return true;
    } catch (ReturningSession.OvertakenException ended) {
      overtaken++;
      require(overtaken < MOST_OVERTAKEN, "its carriers end without being cut: " + ended);
      return false;
    }
  }

  /** The WebSocket before this carrier was replaced by it, and is told so. */
  private void seesTheOther() throws IOException {
    RawSocket before = replaced;
    replaced = null;
    if (before != null) {
      String closing = before.closing();
      before.close();
      require(closing.startsWith("4007 "), "replaced, and told " + closing);
    }
  }

  private void overSocket(int until, Cut cut) throws IOException {
    RawSocket socket = session.resumesBySocket();
    seesTheOther();
    boolean carries = false; // until it has brought something, another may have come before it
    while (heard < until) {
      if (says()) {
        session.sendOver(socket);
      }
      session.read(socket);
      carries = true;
      hears();
    }
    if (cut == Cut.UNANSWERED && says()) {
      session.sendOver(socket);
    }
    if (cut == Cut.REPLACED && carries) {
      replaced = socket;
    } else if (cut == Cut.HALF_OPEN || cut == Cut.REPLACED) {
      halfOpen.add(socket);
    } else {
      socket.close();
    }
  }

  private void overStream(int until, Cut cut) throws IOException {
    ReturningSession.Stream stream = session.resumesByStream();
    seesTheOther();
    while (heard < until) {
      if (says() || session.isWaiting()) {
        session.posts();
      }
      stream.read();
      hears();
    }
    if (cut == Cut.UNANSWERED && says()) {
      session.postsUnanswered();
    }
    if (cut == Cut.HALF_OPEN || cut == Cut.REPLACED) {
      halfOpen.add(stream);
    } else {
      stream.close();
    }
  }

  private void overPolls(int until, Cut cut) throws IOException {
    while (heard < until) {
      if (says() || session.isWaiting()) {
        session.posts();
      }
      session.polls(2);
      seesTheOther();
      hears();
    }
    if (cut == Cut.UNANSWERED && says()) {
      session.postsUnanswered();
    }
    if (cut != null) {
      RawHttp unanswered = session.pollsUnanswered();
      if (cut == Cut.HALF_OPEN || cut == Cut.REPLACED) {
        halfOpen.add(unanswered);
      } else {
        unanswered.close();
      }
    }
  }

  /** Says some more, if there is room; returns whether it did. */
  private boolean says() {
    int most = said + 1 + random.nextInt(8);
    boolean some = false;
    while (said < Math.min(messages, most) && session.hasRoom()) {
      said++;
      session.says("message " + said);
      some = true;
    }
    return some;
  }

  private void hears() {
    for (String next = session.heard(); next != null; next = session.heard()) {
      if (next.startsWith("news ")) {
        news++;
        require(next.equals("news " + news), "news " + news + " was to come, not " + next);
      } else {
        heard++;
        require(next.equals("heard message " + heard), heard + " was to come, not " + next);
      }
    }
    require(session.closing().isEmpty(), "the session has ended: " + session.closing());
  }

  /** Waits until so many publications have come, and ends the session. */
  public void ends(int published) throws IOException {
    long deadline = System.nanoTime() + QUIET_SECONDS * 1_000_000_000L;
    while (news < published || session.isWaiting()) {
      require(System.nanoTime() < deadline, "only " + news + " publications came");
      if (session.isWaiting()) {
        session.posts();
      }
      session.polls(2);
      hears();
    }
    require(heard == messages, heard + " of " + messages + " came");
    require(news == published, news + " publications came, not " + published);
    session.ends();
  }

  /** Lets go of the connections that were left half open. */
  public void letsGo() throws Exception {
    for (AutoCloseable each : halfOpen) {
      each.close();
    }
  }

  /** Returns how often its carriers were cut, and how. */
  public Map<Cut, Integer> cuts() {
    return cuts;
  }

  /** Returns how often a carrier was replaced by a request that was sent before it. */
  public int overtaken() {
    return overtaken;
  }

  /** Returns how many messages came again that it had already. */
  public long repeats() {
    return session.repeats();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
