/**
 * What people send, and the names they send it to: validated values that cannot be wrong.
 *
 * <p>A {@link org.fanfare.message.Message} is opaque text, JSON or bytes with a content type; a
 * {@link org.fanfare.message.GroupName} names a group that many read, a {@link
 * org.fanfare.message.ChannelName} the mailbox of one connection.
 *
 * <pre>{@code
 * Message hello = Message.text("hello");
 * GroupName board = new GroupName("demo.board");
 * }</pre>
 *
 * <p>Messages keep UTF-8 bytes, not a {@code String}: that is what logs count, and what leaves on
 * most wires. JSON is checked where it enters, not here: this room knows no parser.
 */
@NullMarked
package org.fanfare.message;

import org.jspecify.annotations.NullMarked;
