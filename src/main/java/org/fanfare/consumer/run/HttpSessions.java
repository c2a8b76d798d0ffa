package org.fanfare.consumer.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fanfare.threads.Ticker;

/**
 * The HTTP sessions to which connections belong, each with a clock: the time since a request showed
 * that the user is there. A connection that comes again does not set it back, so an HTTP session is
 * remembered without connections, too: until it ends, or no request of it has come for its
 * time-out.
 *
 * <p>At most as many are remembered without connections as connections are allowed; beyond that,
 * the one that has had none for the longest time is forgotten. For one thread at a time.
 */
final class HttpSessions {
  private final Ticker ticker;
  private final int mostWithout;
  private final Map<String, Clock> clocks = new HashMap<>();

  /** Those without connections, the one that has had none for the longest time first. */
  private final Map<String, Clock> without = new LinkedHashMap<>();

  /** One HTTP session. */
  private final class Clock {
    private final Set<LoginMember> members = new HashSet<>();
    private long timeoutNanos;
    private long shown = ticker.nanos(); // that the user is there
    private long asked = shown;

    boolean hasRunOut(long now) {
      return timeoutNanos > 0 && now - shown >= timeoutNanos;
    }

    boolean isForgotten(long now) {
      return now - asked >= timeoutNanos;
    }
  }

  /**
   * None.
   *
   * @param mostWithout how many are remembered without connections
   */
  HttpSessions(Ticker ticker, int mostWithout) {
    this.ticker = ticker;
    this.mostWithout = mostWithout;
  }

  boolean isEmpty() {
    return clocks.isEmpty();
  }

  /** A connection of an HTTP session begins. */
  void add(LoginMember member, Logins.HttpLogin login) {
    Clock clock = clocks.computeIfAbsent(login.id(), x -> new Clock());
    without.remove(login.id());
    clock.timeoutNanos = login.timeout().toNanos();
    clock.asked = ticker.nanos();
    clock.members.add(member);
    member.belongsTo(login.id(), clock.asked);
  }

  /** A connection has ended. */
  void remove(LoginMember member) {
    String id = member.session();
    Clock clock = id == null ? null : clocks.get(id);
    if (id == null || clock == null || !clock.members.remove(member) || !clock.members.isEmpty()) {
      return;
    }
    if (clock.timeoutNanos == 0) {
      clocks.remove(id); // it has no clock
      return;
    }
    clock.asked = ticker.nanos();
    remember(id, clock);
  }

  private void remember(String id, Clock clock) {
    without.put(id, clock);
    if (without.size() > mostWithout) {
      String longest = without.keySet().iterator().next();
      without.remove(longest);
      clocks.remove(longest);
    }
  }

  /** It has ended; returns the connections that it had. */
  List<LoginMember> end(String id) {
    without.remove(id);
    Clock ended = clocks.remove(id);
    return ended == null ? List.of() : List.copyOf(ended.members);
  }

  /** It has another id now. Connections may have begun under that already. */
  void rename(String before, String now) {
    without.remove(before);
    Clock moved = clocks.remove(before);
    if (moved == null) {
      return;
    }
    moved.members.forEach(member -> member.isRenamed(now));
    Clock known = clocks.putIfAbsent(now, moved);
    if (known != null) {
      known.members.addAll(moved.members);
      known.shown = later(known.shown, moved.shown);
      known.asked = later(known.asked, moved.asked);
    }
    Clock kept = known == null ? moved : known;
    without.remove(now);
    if (kept.members.isEmpty()) {
      remember(now, kept);
    }
  }

  private static long later(long one, long two) {
    return one - two > 0 ? one : two;
  }

  /** A request of it came; {@code shows} whether the user is there. */
  void asked(String id, boolean shows) {
    Clock clock = clocks.get(id);
    if (clock != null) {
      clock.asked = ticker.nanos();
      clock.shown = shows ? clock.asked : clock.shown;
    }
  }

  /** Returns its connections. */
  Collection<LoginMember> of(String id) {
    Clock clock = clocks.get(id);
    return clock == null ? List.of() : clock.members;
  }

  /**
   * Returns whether its time-out has passed without a request that shows that the user is there.
   */
  boolean hasRunOut(String id) {
    Clock clock = clocks.get(id);
    return clock != null && clock.hasRunOut(ticker.nanos());
  }

  /**
   * Forgets those that nobody has asked for any more, and returns the connections of those whose
   * time-out has passed. A guest has no login that could go on for too long, so the time-out of a
   * guest's connection begins with it.
   */
  List<LoginMember> tick() {
    long now = ticker.nanos();
    List<LoginMember> over = new ArrayList<>();
    for (Clock clock : clocks.values()) {
      if (clock.hasRunOut(now)) {
        clock.members.stream()
            .filter(member -> member.isOfAUser() || now - member.since() >= clock.timeoutNanos)
            .forEach(over::add);
      }
    }
    without.entrySet().removeIf(each -> each.getValue().isForgotten(now) && forget(each.getKey()));
    return over;
  }

  private boolean forget(String id) {
    return clocks.remove(id) != null;
  }
}
