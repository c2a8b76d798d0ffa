/**
 * What every layer uses on its node: the fan-out engine, and the {@link
 * org.fanfare.fanout.Mailboxes} of the node's channels. The engine is the log of one group on one
 * node, and its readers, which are woken in rounds and share batches; it does not know who appends.
 *
 * <p>A {@link org.fanfare.fanout.GroupFanOut} opens readers and wakes them. Readers that share an
 * executor are woken by one task, a <em>round</em>, which visits them one after the other and
 * passes each the same {@link org.fanfare.layer.Batch}.
 *
 * <pre>{@code
 * GroupFanOut fan = new GroupFanOut(group, log);
 * Reader reader = fan.open(new Start.Now(), shard, connection::drain, () -> {});
 * log.append(message, now);
 * fan.wake();                                  // connection.drain(batch) runs on the shard
 * Reading reading = reader.read(batch, 65_536, 512);
 * }</pre>
 *
 * <p>Decisions. A round reads no further than a head that is fixed for some readers at a time. So
 * readers at the same position receive the same slice, which is encoded once. Later publications
 * are left to later readers of the round and to the next round, which the publisher has already
 * requested. The round passes the batch to the reader as an argument; a reader outside a round
 * passes none, and reads up to the head. Publishing costs one task for each executor that has
 * readers of the group, however many readers there are.
 *
 * <p>A life of a group may end while it has readers, because a layer has lost its log. Each reader
 * holds the life that it reads and enters the next one by itself, when it has read the rest; until
 * then it is not at the position of the others and shares nothing. Adjoining gaps are one: what the
 * ended log has discarded before a reader came to it is part of the {@code epoch} gap.
 */
@NullMarked
package org.fanfare.fanout;

import org.jspecify.annotations.NullMarked;
