/**
 * The recent publications of groups, and readers' positions in them. It is pure data, without
 * threads of its own.
 *
 * <p>A {@link org.fanfare.log.GroupLog} assigns each message the next offset and keeps the newest
 * publications within a {@link org.fanfare.log.GroupPolicy}. Reading after an offset returns a
 * {@link org.fanfare.log.Slice}, preceded by a {@link org.fanfare.log.Gap} if publications are no
 * longer there. A {@link org.fanfare.log.Cursor} is a position in several groups, as text that a
 * client keeps.
 *
 * <pre>{@code
 * Publication first = log.append(Message.text("hello"), now);
 * Reading reading = log.read(0, log.head(), 65_536);   // after offset 0
 * String bookmark = Cursor.of(group, first.position()).text();
 * }</pre>
 *
 * <p>Decisions. Offsets have no holes, so a gap can be computed from a reader's offset alone; no
 * other state of a reader is needed. Readers take no lock: they read the head and the slot, and
 * check that the slot still holds the wanted offset. Encoding is expensive, so it is done once for
 * each wire format. The result is kept in the publication ({@link org.fanfare.encoding.Encodable}),
 * which does not know the formats.
 */
@NullMarked
package org.fanfare.log;

import org.jspecify.annotations.NullMarked;
