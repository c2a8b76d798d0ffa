/**
 * The channel layer's contract: what every implementation promises, in words that a test can hold
 * it to.
 *
 * <p>A {@link org.fanfare.layer.ChannelLayer} moves messages to groups and to channels. The
 * embedded one is {@code org.fanfare.memory}; one that shares messages between nodes keeps the same
 * promises, which is why everything that may need a network answers with a {@code CompletionStage}.
 *
 * <p>A {@link org.fanfare.layer.LayerFactory} makes a node's layer: that of the CDI bean of this
 * type in the WAR, else the embedded one. The node ticks it, asks how it is, which its statistics
 * and its log tell, and ends it.
 *
 * <h2>Groups</h2>
 *
 * <ul>
 *   <li><b>A life.</b> A group begins at its first reader or publication, with a new epoch and an
 *       empty log. It ends only when it has had no reader, no retained publication and no touch for
 *       its policy's {@code idle}. Opening a reader touches it, publishing does too.
 *   <li><b>Publishing.</b> When {@code publish} completes with {@code Done}, the message is in the
 *       log, has the next offset of its epoch, and every reader opened before will be woken; on
 *       this node it can be read by then, unless the layer is interrupted. Two publications by one
 *       caller, the second after the first completed, have ascending offsets. {@code Refused} means
 *       that nothing was appended. A failed stage means that it is not known whether something was,
 *       unless its exception says that it was not. The receipt has the message's place and time.
 *   <li><b>Keys.</b> A publish with a key that another with the same key and the same fingerprint
 *       did before, in the same group, is given that one's receipt as {@code replayed}, and appends
 *       nothing; one that comes while the first still runs is answered with it. With another
 *       fingerprint it is {@code Refused(KEY_REUSED)}. What was refused leaves no key. Keys are
 *       remembered for a time, never shorter because there are many: one for which there is no room
 *       is {@code Refused(TOO_MANY_KEYS)}.
 *   <li><b>Bounds.</b> A log never retains more than its policy allows. A group beyond the rule's
 *       {@code max-groups} is refused.
 *   <li><b>The total.</b> Of a layer that owns the memory of its logs: all logs together never
 *       retain more than its total. There, room is made within the publisher's rule: first what
 *       publications are encoded as is forgotten, if that is enough; then the group that holds most
 *       lets its oldest go, and of several the longest idle. So a reader that keeps up is told no
 *       gap while another group of its rule holds more. Of other rules nothing gives way but
 *       encoded forms. What there can be no room for is refused before anything is let go.
 *   <li><b>Reading.</b> A reader gives publications in offset order, without repeats. Where offsets
 *       are missing it gives a gap that names exactly the missing ones, before what follows;
 *       adjoining gaps are one. A reader that begins after a position which the log has moved past
 *       is given the gap ({@code retention}) by its first read; one of another epoch, or beyond the
 *       head, an {@code epoch} gap, and reads on from the oldest publication. Of what was there
 *       when one began at the oldest or with the newest N nothing is named that is let go before
 *       the first read; what came since is. A gap that arises later is {@code overflow}. A read
 *       that gives nothing says that there is nothing on this node: what the layer still fetches
 *       the reader is woken for.
 *   <li><b>Waking.</b> After a publication became readable, the reader's {@code wake} runs on the
 *       executor it was opened with, at least once, after the append; one run may stand for many
 *       publications, and there may be runs for nothing. An implementation never calls it on the
 *       publisher's thread, and never after {@code close}.
 *   <li><b>Interruption.</b> A layer that has lost the other nodes says so: its readers are
 *       interrupted, and woken; they give what is on this node, and go on by themselves, woken once
 *       more, when it is over. What was published meanwhile they are given then, with a gap only
 *       for what the log has let go. While it lasts, what would need the other nodes fails at once,
 *       with an exception that says that nothing has happened: a publish, and a reader for which
 *       what is on this node is not enough.
 * </ul>
 *
 * <h2>Channels</h2>
 *
 * <ul>
 *   <li>A mailbox has one owner, and is bounded by count and bytes: a send that does not fit is
 *       {@code Refused(CHANNEL_FULL)}, nothing is dropped. A send that completed before another
 *       began comes before it; between others there is no order. One that fails may have arrived.
 *   <li>A name that nobody opened, or whose mailbox is closed, is {@code Refused(NO_CHANNEL)}.
 *   <li>Adding a channel to a group tells the mailbox's owner the position from which to read: the
 *       head at that moment. Publications never pass through the mailbox. Adding twice is adding
 *       once more from then: the owner decides. Nobody can ask which channels a group has.
 * </ul>
 *
 * <p>Every operation may be called by any thread, and none blocks. Every stage completes within two
 * seconds, if need be with a {@link org.fanfare.layer.LayerException}. No lock is held while a
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
