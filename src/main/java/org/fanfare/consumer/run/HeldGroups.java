package org.fanfare.consumer.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.fanfare.connection.ClientConnection;
import org.fanfare.consumer.Refused;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * Which groups one connection has, each relayed to its client or joined by its consumer, and which
 * transport carries the relayed ones. Safe for use by any thread; it asks nobody for anything, and
 * holds nothing while it is empty.
 */
final class HeldGroups {
  // All of these are guarded by this, and the maps are null while they are empty.
  private @Nullable Map<GroupName, Relay> relayed;
  private @Nullable Map<GroupName, JoinedGroup> joined;
  private @Nullable ClientConnection client;
  private boolean over;

  /**
   * What a connection had of a group that it has left.
   *
   * @param client the transport that the group was relayed to; null if there is none, or it was not
   * @param joined what read it for the consumer; null if it was not joined
   */
  record Left(@Nullable ClientConnection client, @Nullable JoinedGroup joined) {}

  /**
   * Adds a group that is relayed.
   *
   * @return false if the connection has the group, or has ended; nothing is added then
   * @throws Refused if there is no room for it
   */
  synchronized boolean add(GroupName group, Relay relay) {
    boolean added = hasRoomFor(group);
    if (added) {
      Map<GroupName, Relay> known = relayed == null ? new HashMap<>(2) : relayed;
      relayed = known;
      known.put(group, relay);
    }
    return added;
  }

  /** Adds a group that is joined, like {@link #add(GroupName, Relay)}. */
  synchronized boolean add(GroupName group, JoinedGroup joining) {
    boolean added = hasRoomFor(group);
    if (added) {
      Map<GroupName, JoinedGroup> known = joined == null ? new HashMap<>(2) : joined;
      joined = known;
      known.put(group, joining);
    }
    return added;
  }

  private boolean hasRoomFor(GroupName group) {
    if (over
        || (relayed != null && relayed.containsKey(group))
        || (joined != null && joined.containsKey(group))) {
      return false;
    }
    int count = (relayed == null ? 0 : relayed.size()) + (joined == null ? 0 : joined.size());
    if (count >= ConsumerSettings.GROUPS) {
      throw new Refused(
          503,
          "too-many-groups",
          "a connection has at most " + ConsumerSettings.GROUPS + " groups: leave one first");
    }
    return true;
  }

  /** Returns the transport that relayed groups are read for, or null. */
  synchronized @Nullable ClientConnection client() {
    return client;
  }

  /**
   * A transport has opened, which relayed groups are read for from now on.
   *
   * @param isNewest whether no newer transport has taken over
   * @return what is relayed; null if a newer one has taken over
   */
  synchronized @Nullable Map<GroupName, Relay> opened(
      ClientConnection transport, BooleanSupplier isNewest) {
    if (!isNewest.getAsBoolean()) {
      return null;
    }
    client = transport;
    return relayed == null ? Map.of() : Map.copyOf(relayed);
  }

  /** The next transport goes on from there; returns the one that is open now, or null. */
  synchronized @Nullable ClientConnection settled(GroupName group, Relay relay) {
    if (relayed != null) {
      relayed.replace(group, relay);
    }
    return client;
  }

  synchronized boolean isRelayed(GroupName group) {
    return relayed != null && relayed.containsKey(group);
  }

  /** Returns what reads the groups that are joined. */
  synchronized List<JoinedGroup> joined() {
    return joined == null ? List.of() : List.copyOf(joined.values());
  }

  /** The connection does not have the group any more. */
  synchronized Left leave(GroupName group) {
    boolean wasRelayed = relayed != null && relayed.remove(group) != null;
    return new Left(wasRelayed ? client : null, joined == null ? null : joined.remove(group));
  }

  /** Takes a join back that did not come about; returns whether the connection had it still. */
  synchronized boolean drop(GroupName group, JoinedGroup joining) {
    return joined != null && joined.remove(group, joining);
  }

  /** Lets go of all groups, and takes no more; returns what reads those that were joined. */
  synchronized List<JoinedGroup> end() {
    List<JoinedGroup> groups = joined();
    over = true;
    joined = null;
    relayed = null;
    return groups;
  }
}
