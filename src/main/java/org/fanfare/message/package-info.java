/**
 * Messages, and the names of their destinations. All are validated values: an invalid one cannot be
 * created.
 *
 * <p>A {@link org.fanfare.message.Message} is opaque text, JSON or bytes with a content type; a
 * {@link org.fanfare.message.GroupName} names a group that many clients read. A {@link
 * org.fanfare.message.ChannelName} names the mailbox of one connection. {@link
 * org.fanfare.message.UserGroup} makes the name of a user's own group.
 *
 * <pre>{@code
 * Message hello = Message.text("hello");
 * GroupName board = new GroupName("demo.board");
 * }</pre>
 *
 * <p>Messages store UTF-8 bytes, not a {@code String}: logs count these bytes, and most transports
 * send them. JSON is checked where it is received, not here: this package has no parser.
 */
@NullMarked
package org.fanfare.message;

import org.jspecify.annotations.NullMarked;
