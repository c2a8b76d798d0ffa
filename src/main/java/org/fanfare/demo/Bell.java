package org.fanfare.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.fanfare.consumer.Sender;
import org.fanfare.message.GroupName;

/** Tells users, when the transaction has committed. Safe for use by any thread. */
@ApplicationScoped
public class Bell {
  @Inject Sender sender;

  /**
   * Tells a user. When this returns the transaction has committed; if it is rolled back nothing is
   * told.
   */
  @Transactional
  public void tell(GroupName user, Notice notice) {
    // An application stores here what it tells of, in the same transaction.
    sender.afterCommit().publish(user, "told", notice);
  }
}
