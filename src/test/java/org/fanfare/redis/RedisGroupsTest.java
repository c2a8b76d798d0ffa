package org.fanfare.redis;

import java.util.Set;
import org.fanfare.threads.Loop;

/** Groups whose logs are in a {@link StoreFake} keep the contract. */
final class RedisGroupsTest extends GroupsContract {
  private final StoreFake store =
      new StoreFake(() -> clock().millis(), 1, StoreFake.Network.DIRECT, Set.of());

  @Override
  long millis() {
    return clock().millis();
  }

  @Override
  long shift() {
    return 0;
  }

  @Override
  Keys keys() {
    return new Keys("ff");
  }

  @Override
  Line line(Loop loop) {
    return store.line(loop);
  }

  @Override
  void restartWithout(long after) {
    store.restartWithout(after);
  }
}
