/**
 * The groups of a channel layer for many nodes, whose logs are in Redis. They stand here, among the
 * tests, until a node can choose such a layer.
 *
 * <p>{@link org.fanfare.redis.RedisGroups} is where a call comes in. A {@code Request} is run by
 * {@code Scripts} behind the fence, on the {@code Link} that a {@code Master} keeps open. For each
 * group that somebody reads on this node a {@code GroupFollower} keeps a {@code GroupCopy} of the
 * newest part of the log; a {@code StoredReader} reads there, and pages of the store while it is
 * behind. {@code StoredGroups} is for back ends.
 *
 * <p>Decisions. Everything that a node knows of its groups is used by the tasks of one {@code
 * Loop}, which also wait together and are sent together. A notification is a hint: whoever gets one
 * that is not the next reads the log. An epoch belongs to one life of one server; what a server has
 * lost is therefore never given out a second time, and is named by an {@code epoch} gap.
 */
@NullMarked
package org.fanfare.redis;

import org.jspecify.annotations.NullMarked;
