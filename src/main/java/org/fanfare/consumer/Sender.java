package org.fanfare.consumer;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.fanfare.connection.Ended;
import org.fanfare.layer.Excerpt;
import org.fanfare.layer.GroupState;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Start;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Publishes and sends messages from any code of the application (resources, timers, observers), and
 * looks after groups. It is injected; the application has one instance.
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
   *     for others this throws {@link IllegalArgumentException}. Null creates no member
   */
  Receipt publish(GroupName group, String type, @Nullable Object body);

  /**
   * Sends a message to a channel. Returns false if no connection has the channel, or no longer has
   * it. Throws {@link Refused} if its mailbox is full.
   */
  boolean send(ChannelName channel, Message message);

  /**
   * Sends a JSON object, created as by {@link #publish(GroupName, String, Object)}, to a channel.
   */
  boolean send(ChannelName channel, String type, @Nullable Object body);

  /**
   * Adds a channel to a group: its connection reads the group from now on, until it ends or is
   * removed. Returns false if no connection has the channel, or no longer has it.
   */
  boolean add(GroupName group, ChannelName channel);

  /**
   * Removes a channel from a group. Returns false if no connection has the channel, or no longer
   * has it. Nothing tells whether it was in the group: it is not possible to list the channels of a
   * group.
   */
  boolean remove(GroupName group, ChannelName channel);

  /**
   * Lists groups in the order of their names.
   *
   * @param wanted the names that count; called on any thread, must return at once
   * @param after the last name of the page before; null for the first page
   * @param most the maximum number of names, at least 1. A page that has fewer is the last
   */
  List<GroupName> list(Predicate<GroupName> wanted, @Nullable GroupName after, int most);

  /** Returns how a group is at the moment; empty if it does not exist. */
  Optional<GroupState> state(GroupName group);

  /**
   * Reads a group's log once, from {@code start} on; empty if the group does not exist. It returns
   * a gap before the publications if some are missing after a position.
   *
   * @param most the maximum number of publications, 1 to 512; they have about 1 MiB at most
   */
  Optional<Excerpt> read(GroupName group, Start start, int most);

  /**
   * Discards the publications of a group up to an offset, which is at least 0. Readers that are
   * behind are given the gap {@code retention}. Empty if the group does not exist.
   */
  Optional<GroupState> trim(GroupName group, long through);

  /**
   * Discards the log of a group and begins the group anew. Its readers are given the gap {@code
   * epoch} and go on in the new life, whose offsets begin at 1. Empty if the group does not exist.
   */
  Optional<GroupState> restart(GroupName group);

  /**
   * Returns how many connections a user has on this node, to consumers and to the group URL.
   *
   * @param user the name with which the container, or a ticket, knows the user
   */
  int connectionsOf(String user);

  /**
   * Adds to a group the connections that a user has at the moment on this node: those to consumers,
   * and WebSockets of the group URL with the subprotocol {@code fanfare}. Other connections have no
   * channel and are left out. Returns how many were added; one that read the group already counts.
   */
  int addUser(GroupName group, String user);

  /** Removes from a group the connections that a user has at the moment, see {@link #addUser}. */
  int removeUser(GroupName group, String user);

  /**
   * Ends all connections of a user on this node, to consumers and to the group URL.
   *
   * @param user the name with which the container knows the user
   * @param why as which the clients see it, such as {@link Ended#LOGGED_OUT}
   */
  void end(String user, Ended why);

  /** Returns what does the same after the commit of the calling thread's transaction. */
  AfterCommit afterCommit();

  /**
   * Returns the group of a user: {@code user.} and the name, in which each byte of its UTF-8
   * outside {@code A-Z a-z 0-9 -} is {@code _} and two hex digits, as in {@code
   * user.anna_40example_2eorg}. It is a group like any other, and unless the settings say otherwise
   * its user may read it, in all tabs and on all devices, and nobody else. Works at any time.
   *
   * @throws IllegalArgumentException if the name is empty, is no text that UTF-8 can represent, or
   *     is too long for the name of a group
   */
  GroupName groupOf(String user);
}
