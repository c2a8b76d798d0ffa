/**
 * The channel layer of nodes that share their groups through Redis. The logs of groups are there;
 * the channels of a node are in its own memory, and other nodes reach them through Redis.
 *
 * <p>{@link org.fanfare.redis.RedisLayers} makes it, from a {@link org.fanfare.redis.RedisSetup};
 * no other class is public. The layer has a thread of its own, which does everything that is not
 * said to be done elsewhere, and at which every stage of a group completes.
 *
 * <pre>{@code
 * var redis =
 *     new RedisSetup(server, authorities, user, password, "ff", timeOut, linger, check);
 * NodeLayer node = new RedisLayers(redis, threads).make(setup); // begins to connect, and returns
 * node.layer().publish(new GroupName("demo.board"), Message.text("hello"));
 * timer.scheduleWithFixedDelay(node::tick, 1, 1, SECONDS);
 * node.close();                                                 // its threads have ended
 * }</pre>
 *
 * <p>{@link org.fanfare.redis.RedisGroups} is where a call comes in. A {@code Request} is run by
 * {@code Scripts} behind the fence, on the {@code Link} that a {@code Master} keeps open. For each
 * group that somebody reads on this node a {@code GroupFollower} keeps a {@code GroupCopy} of the
 * newest part of the log; a {@code StoredReader} reads there, and pages of the store while it is
 * behind. {@code StoredGroups} is for back ends.
 *
 * <p>{@code RedisChannels} is where a call about a channel comes in. The name of a channel begins
 * with the {@code NodeTag} of the node that owns it; {@code RedisNodes} asks that node by a {@code
 * ChannelRequest} to its {@code Inbox}, and is sent a {@code ChannelAnswer}. A {@code NodeLease}
 * shows that a node lives. A {@code SingleFeed} is what one node publishes for all.
 *
 * <p>A {@code LettuceDialer} opens links to a {@code LettuceServer}, which {@code LettuceSentinels}
 * may name; no other classes know the client. A link is of use when the server is a master of a
 * version that fits, and its user has all {@code Rights}. {@code Hindrances} are what a server
 * shows that answers and does not do all it is asked. With keys, a {@code SealedLink} encrypts what
 * is stored and sent, and nobody else knows of it.
 *
 * <p>Decisions. Everything that a node knows of its groups is used by the tasks of one {@link
 * org.fanfare.threads.Loop}, which also wait together and are sent together. A notification is a
 * hint: whoever gets one that is not the next reads the log. An epoch belongs to one life of one
 * server; what a server has lost is therefore never given out a second time, and is named by an
 * {@code epoch} gap.
 *
 * <h2>The rules, and the tests that fail without them</h2>
 *
 * <p>{@code StoreModelTest} runs nodes on {@code StoreFake}, a store that loses what it had, and
 * finds a law broken when a {@code Mechanism} is off. {@code RedisGroupsTest} and {@code
 * RedisServerGroupsTest} hold the groups to the layer's contract, on that store and on a real
 * server. {@code ScriptsTest} compares the replies of both, byte for byte.
 *
 * <table>
 *   <caption>Rules</caption>
 *   <tr><td>R1<td>No position is ever given to two publications; an epoch belongs to one life of
 *     one server<td>{@code StoreModelTest} (FENCE), {@code ScriptsTest}
 *   <tr><td>R2<td>The life is read on the connection that publishes, before anything else; a script
 *     that meets another life changes nothing until the node has looked again<td>{@code
 *     StoreModelTest} (LIFE_OF_THE_LINK), {@code ScriptsTest}, {@code LettuceLinkTest}
 *   <tr><td>R3<td>What was kept of an ended epoch stays readable, up to the border<td>{@code
 *     StoreModelTest} (ANCESTORS), {@code LostTailPromises}, {@code LostReadersPromises}
 *   <tr><td>R4<td>A cursor of an unknown epoch is never given an ancestor's publications<td>{@code
 *     StoreModelTest} (UNKNOWN_EPOCH), {@code ScriptsTest}
 *   <tr><td>R5<td>The first write of a publish is the append<td>{@code LettuceLinkTest}
 *   <tr><td>R6<td>Time is the server's, and never goes back inside a log<td>{@code ScriptsTest}
 *   <tr><td>R7<td>A notification is the entry, and only a hint<td>{@code FollowerTest}, {@code
 *     StoreModelTest} (CHECK, with lost notifications)
 *   <tr><td>R8<td>Subscribe, wait for the confirmation, then read<td>{@code StoreModelTest}
 *     (CONFIRMATION)
 *   <tr><td>R9<td>The positions of quiet groups are compared; a beacon goes through each link<td>
 *     {@code StoreModelTest} (CHECK, BEACON)
 *   <tr><td>R10<td>Bounds are those of the layer in memory; the total is the server's, whose state is
 *     told<td>{@code BoundsPromises}, {@code LettuceLinkTest}, {@code RedisHindrancesTest}
 *   <tr><td>R11<td>Accepted is answered after the server's reply only; a failure tells whether
 *     something may have happened; nobody waits longer than the time-out<td>{@code
 *     InterruptionPromises}, {@code LettuceLinkTest}
 *   <tr><td>R12<td>One link is one connection of each kind, and is never made again; what
 *     waits for its answers is bounded<td>{@code LettuceLinkTest}, {@code InFlightTest}
 *   <tr><td>R13<td>What may have been done is not repeated<td>{@code StoreModelTest}
 *     (AT_MOST_ONCE), {@code LettuceLinkTest}
 *   <tr><td>R14<td>Only the layer's own thread calls the client; everything ends with the layer, and
 *     its end is waited for<td>{@code LoopThreadTest}, {@code CallsTest}, {@code RedisLayersTest}
 *   <tr><td>R15<td>Scripts are loaded before anything is asked<td>{@code LettuceLinkTest}
 *   <tr><td>R16<td>A copy may be let go at any time; who is behind it reads the store<td>{@code
 *     StoreModelTest} (small copies)
 *   <tr><td>R17<td>A group without readers is followed for a little, then no more; its life ends a
 *     quarter of {@code idle} late at the latest<td>{@code FollowerTest}, {@code LifePromises}
 *   <tr><td>R18<td>A channel's name has its node's tag and nothing else of it; the owner answers, and
 *     nobody repeats; a lease decides that a node is dead<td>{@code RedisNodesTest}, {@code
 *     NodeLeaseTest}, {@code ChannelModelTest}, {@code ForeignChannelsTest}, {@code
 *     RedisServerChannelsTest}
 *   <tr><td>R19<td>Readers of an interrupted group stay, and are told; new ones are served where
 *     that is certain<td>{@code InterruptionPromises}
 *   <tr><td>R20<td>Keys of publishers live with the log, in the same script<td>{@code KeyPromises},
 *     {@code GroupsPromises}, {@code ScriptsTest}
 *   <tr><td>R21<td>All of a group is in one slot, and notifications are sharded<td>{@code KeysTest}
 *   <tr><td>R22<td>Nothing of this is loaded unless it is set; with it a node starts while Redis is
 *     away<td>{@code SetLayerTest}, {@code RedisLayersTest}, {@code NodesOnRedisIT}
 * </table>
 */
@NullMarked
package org.fanfare.redis;

import org.jspecify.annotations.NullMarked;
