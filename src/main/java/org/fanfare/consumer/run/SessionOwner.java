package org.fanfare.consumer.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose a session is: it is found by nobody else.
 *
 * @param user the name of the user who has logged in; null for a guest
 * @param httpSession the id that the HTTP session had; null if there was none. It matters only for
 *     guests: a user may have another with each login
 */
public record SessionOwner(@Nullable String user, @Nullable String httpSession) {
  /** Forgets the HTTP session of a user. */
  public SessionOwner {
    httpSession = user == null ? httpSession : null;
  }

  /**
   * Returns whether a caller is this owner. A guest who had no HTTP session at the opening may have
   * one by now.
   *
   * @param now the id that the HTTP session of the owner has now; null if there is none
   */
  boolean is(SessionOwner caller, @Nullable String now) {
    return Objects.equals(user, caller.user)
        && (httpSession == null || (now != null && now.equals(caller.httpSession)));
  }

  /** Hides the id of the HTTP session, which is a secret. */
  @Override
  public String toString() {
    return user == null ? "a guest" : "the user " + user;
  }
}
