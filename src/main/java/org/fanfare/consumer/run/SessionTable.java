package org.fanfare.consumer.run;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a node by their ids, which cannot be guessed. Safe for use by any thread; what
 * has ended is not remembered.
 */
final class SessionTable {
  private static final int ID_BYTES = 18;

  private final SecureRandom random;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  SessionTable(SecureRandom random) {
    this.random = random;
  }

  /** Returns a new id: 144 random bits in base64url. */
  String newId() {
    byte[] bits = new byte[ID_BYTES];
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

  List<Session> all() {
    return List.copyOf(sessions.values());
  }

  int size() {
    return sessions.size();
  }
}
