/**
 * A group's recent publications, and where someone is in them: pure data, no threads of its own.
 *
 * <p>A {@link org.fanfare.log.GroupLog} gives each message the next offset and keeps the newest
 * within a {@link org.fanfare.log.GroupPolicy}. Reading after an offset gives a {@link
 * org.fanfare.log.Slice}, preceded by a {@link org.fanfare.log.Gap} if the log has moved on. A
 * {@link org.fanfare.log.Cursor} is a place in several groups as text that a client keeps.
 *
 * <pre>{@code
 * Publication first = log.append(Message.text("hello"), now);
 * Reading reading = log.read(0, log.head(), 65_536);   // after offset 0
 * String bookmark = Cursor.of(group, first.position()).text();
 * }</pre>
 *
 * <p>Decisions. Offsets have no holes, so a gap is arithmetic: nothing needs to be remembered about
 * a reader but its offset. Readers take no lock: they read the head, the slot, and check that the
 * slot still holds the offset they want. What is expensive, encoding, is done once for each wire
 * format and kept in the publication ({@link org.fanfare.encoding.Encodable}), which does not know
 * the formats.
 */
@NullMarked
package org.fanfare.log;

import org.jspecify.annotations.NullMarked;
