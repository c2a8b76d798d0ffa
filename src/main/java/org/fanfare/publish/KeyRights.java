package org.fanfare.publish;

import java.util.List;
import org.fanfare.message.GroupName;
import org.fanfare.security.Key;
import org.fanfare.security.KeyHolder;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;

/**
 * Checks what a back end may do by the API. There its key decides alone, and the rules of groups do
 * not apply, as they do not to code of an application. Each method throws a {@link
 * org.fanfare.status.ProblemException} that says what is missing. Pure functions.
 */
public final class KeyRights {
  private KeyRights() {}

  /** Requires that the key permits something, with some groups at least. */
  public static void require(Key key, KeyPermission needs) {
    if (!key.may(needs)) {
      throw new Problem(
              Status.REFUSED,
              "this needs a key that may %s, and %s may %s"
                  .formatted(needs.word(), key.title(), key.words()))
          .thrown();
    }
  }

  /** Requires that the key is for this group. */
  public static void requireGroup(Key key, GroupName group) {
    if (!key.isFor(group)) {
      throw new Problem(
              Status.REFUSED,
              "%s is not for the group %s, but for %s".formatted(key.title(), group, key.groups()))
          .thrown();
    }
  }

  /** Requires that the key permits to publish to all of {@code groups}. */
  public static Permit requirePublishing(Key key, List<GroupName> groups) {
    require(key, KeyPermission.PUBLISH);
    groups.forEach(group -> requireGroup(key, group));
    return new Permit(new KeyHolder(key), groups);
  }
}
