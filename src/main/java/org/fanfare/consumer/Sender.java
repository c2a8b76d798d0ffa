package org.fanfare.consumer;

import org.fanfare.layer.LayerException;
import org.fanfare.layer.Receipt;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * Publishes and sends messages from any code of the application: resources, timers, observers. It
 * is injected; the application has one instance.
 *
 * <p>Safe for use by any thread of the application. Each method returns when the channel layer has
 * completed the operation: at once with the memory layer, within 2.2 seconds with a layer that uses
 * the network. A slow reader never delays it. A call that throws {@link Refused} had no effect. A
 * call that throws {@link LayerException} may have had one, if the exception says so. Before the
 * application has started, after it has stopped, and while the settings are wrong, the methods
 * throw {@link IllegalStateException}. A message has the same maximum size as those of clients,
 * {@code message.max-size}; for a larger one they throw {@link IllegalArgumentException}.
 *
 * <p>The rights of rules apply to clients, not to the code of the application. A group that no rule
 * matches is closed to clients, and has the bounds of {@code rule-defaults}.
 */
public interface Sender {
  /** Appends a message to a group's log, for all its readers; returns its position and time. */
  Receipt publish(GroupName group, Message message);

  /**
   * Publishes a JSON object whose first member is {@code "type"} with the value {@code type},
   * followed by the members that JSON-B creates from {@code body}.
   *
   * @param body an object that JSON-B converts to a JSON object without a member {@code "type"};
   *     for others this throws {@link IllegalArgumentException}
   */
  Receipt publish(GroupName group, String type, Object body);

  /**
   * Sends a message to a channel. Returns false if no connection has the channel, or no longer has
   * it. Throws {@link Refused} if its mailbox is full.
   */
  boolean send(ChannelName channel, Message message);

  /**
   * Sends a JSON object, created as by {@link #publish(GroupName, String, Object)}, to a channel.
   */
  boolean send(ChannelName channel, String type, Object body);
}
