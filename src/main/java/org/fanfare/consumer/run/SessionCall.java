package org.fanfare.consumer.run;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.fanfare.connection.Whose;
import org.jspecify.annotations.Nullable;

/**
 * A request that asks for a session: where, and who. Immutable.
 *
 * @param route the route that its path leads to
 * @param path the parameters of the route
 * @param owner the caller
 * @param whose to whom its connections belong
 * @param roles the roles that the caller has now, of those that were asked for
 * @param expires when the caller's login expires; null if that is not known
 */
public record SessionCall(
    ConsumerRoute route,
    Map<String, String> path,
    SessionOwner owner,
    Whose whose,
    Set<String> roles,
    @Nullable Instant expires) {
  /** Copies the collections. */
  public SessionCall {
    path = Map.copyOf(path);
    roles = Set.copyOf(roles);
  }
}
