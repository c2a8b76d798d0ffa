/**
 * The contract of the channel layer: what every implementation guarantees, stated so that tests can
 * check it.
 *
 * <p>A {@link org.fanfare.layer.ChannelLayer} delivers messages to groups and to channels. The
 * embedded layer is {@code org.fanfare.memory}, that for several nodes is {@code
 * org.fanfare.redis}. A layer that shares messages between nodes keeps the same contract; therefore
 * every operation that may need a network returns a {@code CompletionStage}.
 *
 * <p>A {@link org.fanfare.layer.LayerFactory} creates a node's layer: the WAR's CDI bean of this
 * type if there is one, else the factory of the layer that the settings name. The node calls the
 * layer's {@code tick}, reports its state in statistics and the log, and closes it.
 *
 * <h2>Groups</h2>
 *
 * <ul>
 *   <li><b>A life.</b> A group begins at its first reader or publication, with a new epoch and an
 *       empty log. It ends when it has had no reader, no retained publication and no touch for its
 *       policy's {@code idle}: not earlier, and at most a quarter of {@code idle} and a tick later.
 *       Opening a reader and publishing both touch it. Besides, it ends when the layer has lost
 *       what it held, and when it is begun anew, even if it has readers. They return what the layer
 *       has kept of it, then an {@code epoch} gap whose first offset is the next one that they
 *       would have had and whose last is unknown, and continue at the oldest publication of the new
 *       life. No position is ever given to two publications.
 *   <li><b>Publishing.</b> When {@code publish} completes with {@code Done}, the message is in the
 *       log, has the next offset of its epoch, and every reader opened before will be woken. On
 *       this node it can be read by then, unless the layer is interrupted. If one caller publishes
 *       again after the first publish completed, the second offset is greater. {@code Refused}
 *       means that nothing was appended. A failed stage means that it is unknown whether the
 *       message was appended, unless its exception says that it was not. The receipt has the
 *       message's position and time.
 *   <li><b>Keys.</b> A publish that repeats an earlier one (same group, same key, same fingerprint)
 *       appends nothing and is answered with the earlier receipt, marked {@code replayed}. If the
 *       first publish is still running, the repeat is answered together with it. With another
 *       fingerprint the result is {@code Refused(KEY_REUSED)}. A refused publish leaves no key.
 *       Keys are remembered for a fixed time, however many there are. For a layer that owns the
 *       memory of its keys: a publish whose key finds no room is {@code Refused(TOO_MANY_KEYS)}.
 *   <li><b>Windows.</b> A key may belong to a window, which is one publisher's. For a layer that
 *       owns the memory of its keys: of the keys of a window in a group only the newest are
 *       remembered, as many as there is room for, and no longer than others. All windows together
 *       have half of the room for keys, of which a key that belongs to no window takes what it
 *       needs. To make room, the window that has most keys in a group loses its oldest.
 *   <li><b>Bounds.</b> A log never retains more than its policy allows. A group beyond the rule's
 *       {@code max-groups} is refused; the groups of all nodes that share the layer count together.
 *   <li><b>Policies.</b> Each node has policies of its own. They differ while settings are changed
 *       on one node after the other. Then the publisher's policy bounds the log, and the policy of
 *       a reader's node bounds the copy that is read there. A node whose policy keeps less reports
 *       a gap where another does not; it is exact nevertheless.
 *   <li><b>The total.</b> For a layer that owns the memory of its logs: all logs together never
 *       retain more than its total. When the total is reached, room is made within the publisher's
 *       rule. First encoded forms of publications are discarded, if that is enough. Otherwise the
 *       group that holds most discards its oldest publication; among several, the one that has been
 *       idle longest. So a reader that keeps up sees no gap while another group of its rule holds
 *       more. From other rules only encoded forms are discarded. A message for which no room can be
 *       made is refused before anything is discarded.
 *   <li><b>Reading.</b> A reader returns publications in offset order, without repeats. Where
 *       offsets are missing it first returns a gap that names exactly the missing ones; adjoining
 *       gaps are merged. If a reader begins after a position whose next publication is no longer
 *       retained, its first read returns the gap ({@code retention}). If that position is of
 *       another epoch or beyond the head, the first read returns an {@code epoch} gap, and the
 *       reader continues from the oldest publication of the present life. If the position is of an
 *       earlier life of which the layer has kept what follows, that is returned before the gap. A
 *       reader that began at the oldest or with the newest N reports no gap for publications that
 *       existed then and were discarded before its first read. For later publications it does. A
 *       gap that arises later is {@code overflow}. An empty read means that there is nothing on
 *       this node; the reader is woken when the layer has fetched more.
 *   <li><b>Waking.</b> After a publication has become readable, the reader's {@code wake} runs at
 *       least once on the executor it was opened with. One run may stand for many publications, and
 *       some runs may find nothing to read. An implementation never calls it on the publisher's
 *       thread, and never after {@code close}.
 *   <li><b>Interruption.</b> A layer that has lost the other nodes reports it: its readers are
 *       interrupted and woken. They return what is on this node. When the interruption ends they
 *       are woken again and continue by themselves; they then return what was published meanwhile,
 *       with a gap only for what the log has discarded. During an interruption, operations that
 *       need the other nodes fail at once, with an exception that says that they had no effect.
 *       These are publishing, and opening a reader for which the data on this node does not
 *       suffice.
 * </ul>
 *
 * <h2>Groups as a whole</h2>
 *
 * <p>{@link org.fanfare.layer.ChannelLayer#groups} is for back ends and operators. None of its
 * operations begins a group, keeps one alive, or tells which channels a group has; on a group that
 * does not exist each is {@code Refused(NO_GROUP)}.
 *
 * <ul>
 *   <li><b>Listing.</b> A page has names in ascending order, each once. A group that exists during
 *       the whole call, and is wanted, is on its page; one that begins or ends meanwhile may be.
 *   <li><b>State.</b> Epoch, oldest offset, head and readers are those of one moment on the node
 *       that has the log. The number of readers of other nodes may be some seconds old.
 *   <li><b>Reading once</b> returns what a reader that is opened at the same start would return
 *       first, gaps included, up to the head at that moment. It waits for nothing and wakes nobody.
 *       Reading before an offset returns a run of publications without holes that ends just before
 *       it, or at the head if the offset is beyond that.
 *   <li><b>Trimming</b> discards every publication up to and including an offset; an offset beyond
 *       the head stands for the head. Offsets go on as if nothing had happened. A reader that is
 *       behind, and a client that comes back, is given a gap whose reason is {@code retention}. If
 *       older publications were missed for another reason, the gap is one, with the reason of its
 *       first offset. On this node nothing of it is read any more once the stage is done; copies of
 *       other nodes may have it a little longer.
 *   <li><b>Beginning anew.</b> When {@code restart} is done, the log is empty and has a new epoch,
 *       and the next publication has the offset 1. Readers continue in the new life: each is given
 *       an {@code epoch} gap whose first offset is the next one that it would have had. Keys of
 *       publishers are remembered beyond it, so that a late repeat does not publish again.
 * </ul>
 *
 * <h2>Channels</h2>
 *
 * <ul>
 *   <li>A mailbox has one owner, and is bounded by count and bytes: a send that does not fit is
 *       {@code Refused(CHANNEL_FULL)}, and nothing is dropped. If one send completed before another
 *       began, its message comes first; other sends have no order. The message of a send that fails
 *       may have arrived.
 *   <li>An operation on a name that was never opened, or whose mailbox is closed, is {@code
 *       Refused(NO_CHANNEL)}.
 *   <li>Adding a channel to a group notifies the mailbox's owner of the position from which to
 *       read, which is the head at that moment. Publications never pass through the mailbox. Adding
 *       a channel again notifies the owner again, with the new head; the owner decides what to do.
 *       It is not possible to list the channels of a group.
 * </ul>
 *
 * <p>Every operation may be called by any thread, and none blocks. Every stage completes within two
 * seconds, if necessary with a {@link org.fanfare.layer.LayerException}. No lock is held while a
 * callback runs.
 *
 * <pre>{@code
 * layer.open(group, new Start.Now(), shard, connection::drain)
 *     .thenAccept(outcome -> { if (outcome instanceof Done<Reader> done) … });
 * layer.publish(group, Message.text("hello"));
 * }</pre>
 */
@NullMarked
package org.fanfare.layer;

import org.jspecify.annotations.NullMarked;
