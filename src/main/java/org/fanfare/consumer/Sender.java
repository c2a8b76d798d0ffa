package org.fanfare.consumer;

import org.fanfare.layer.LayerException;
import org.fanfare.layer.Receipt;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * Publishes and sends from anywhere in the application: resources, timers, observers. It is
 * injected, and there is one for the application.
 *
 * <p>Safe for use by any thread of the application. Each method returns when the channel layer has
 * done what was asked: in memory at once, with a network after 2.2 seconds at most; never because
 * of a slow reader. One that throws {@link Refused} has changed nothing; one that throws {@link
 * LayerException} may have, if that says so. Before the application has started and after it has
 * stopped, and while the settings are wrong, they throw {@link IllegalStateException}. A message
 * has the same bound as those of clients, {@code message.max-size}: above it they throw {@link
 * IllegalArgumentException}.
 *
 * <p>The rights of rules bind clients, not the code of the application. A group that no rule
 * matches is closed to clients, and has the bounds of {@code rule-defaults}.
 */
public interface Sender {
  /** Appends a message to a group's log, for all who read it; says where it is. */
  Receipt publish(GroupName group, Message message);

  /**
   * Publishes a JSON object that has {@code type} as its first member, {@code "type"}, and then
   * what JSON-B makes of {@code body}.
   *
   * @param body something of which JSON-B makes an object without a member {@code "type"}; else it
   *     throws {@link IllegalArgumentException}
   */
  Receipt publish(GroupName group, String type, Object body);

  /**
   * Sends a message to a channel; false if nobody has it, or has it any more. Throws {@link
   * Refused} if its mailbox is full.
   */
  boolean send(ChannelName channel, Message message);

  /** Sends a JSON object, made as by {@link #publish(GroupName, String, Object)}, to a channel. */
  boolean send(ChannelName channel, String type, Object body);
}
