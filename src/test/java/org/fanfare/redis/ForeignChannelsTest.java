package org.fanfare.redis;

/** The channels of another node keep the contract, on a {@link StoreFake}. */
final class ForeignChannelsTest extends ForeignChannelsContract {
  ForeignChannelsTest() {
    super(new RedisGroupsTest());
  }
}
