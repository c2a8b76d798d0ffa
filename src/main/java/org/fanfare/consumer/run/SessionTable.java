package org.fanfare.consumer.run;

import java.security.Principal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.fanfare.connection.Ended;
import org.fanfare.status.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a node by their ids, which cannot be guessed. An id begins with the node's tag,
 * which says of two sessions that they are of one node, and nothing else; each life of a node has
 * another. Safe for use by any thread; what has ended is not remembered.
 */
final class SessionTable {
  private static final int TAG_BYTES = 8;
  private static final int ID_BYTES = 18;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{35}"); // 11 and 24 characters

  private final SecureRandom random;
  private final String tag;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  SessionTable(SecureRandom random) {
    this.random = random;
    this.tag = random(TAG_BYTES);
  }

  /** Returns a new id: the node's tag, and 144 random bits in base64url. */
  String newId() {
    return tag + random(ID_BYTES);
  }

  private String random(int bytes) {
    byte[] bits = new byte[bytes];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  void put(Session session) {
    sessions.put(session.id(), session);
  }

  void remove(String id) {
    sessions.remove(id);
  }

  /** Returns the session of this id, if it is one of this caller at this path. */
  Optional<Session> find(String id, SessionCall call) {
    @Nullable Session known = sessions.get(id);
    return known != null && known.isFor(call) ? Optional.of(known) : Optional.empty();
  }

  /** Returns who opened the session of this id; null if there is none, or if a guest opened it. */
  @Nullable Principal openedBy(String id) {
    Session known = sessions.get(id);
    return known == null ? null : known.principal();
  }

  /** Returns why there is no session of this id here. */
  Problem missing(String id) {
    boolean isOfAnother = ID.matcher(id).matches() && !id.startsWith(tag);
    return (isOfAnother ? Ended.OTHER_NODE : Ended.NO_SESSION).problem();
  }

  /** Forgets all of them. */
  void clear() {
    sessions.clear();
  }

  List<Session> all() {
    return List.copyOf(sessions.values());
  }

  int size() {
    return sessions.size();
  }
}
