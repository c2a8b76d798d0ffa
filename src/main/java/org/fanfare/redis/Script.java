package org.fanfare.redis;

/**
 * What is done in the store in one step, so that nothing else comes between. A reply begins with a
 * word; {@code NONE} and {@code LIFE} say that nothing was done.
 *
 * <p>The scripts of a log have the keys meta and log. Their arguments begin with the
 * <em>fence</em>: the life of the server as the node knows it, the life that the node has seen in
 * the meta and looked for in vain (or nothing), the epoch of a life that begins, 1 if one may
 * begin, the policy's age and idle, and the shift of time.
 */
enum Script {
  /**
   * Appends an entry to a group's log, bounds the log, and notifies who follows it.
   *
   * <p>Keys: besides, the key of the publish if it has one. Arguments: the fence, the policy's
   * count and bytes, the entry's body, the channel of notifications, and for a key its fingerprint
   * and for how long it is remembered. Replies: {@code OK} or {@code REPLAY} with epoch, offset and
   * time, {@code OK} with 1 besides if the end of the log was put off; {@code REUSED}.
   */
  PUBLISH(true),

  /**
   * Reads entries of a group's log, touches the group, and begins a life.
   *
   * <p>Arguments: the fence; the mode, which is {@code now}, {@code newest} or {@code after}; the
   * epoch and the offset to read after, or the number of entries; the most entries and the most
   * bytes of the reply; 1 to touch. Reply: {@code OK}, the meta, the number of entries that are
   * wanted from the first of the reply on, the entries, the store's time.
   */
  READ(true),

  /**
   * Discards entries of a group's log up to an offset of the present epoch, and those that are too
   * old.
   *
   * <p>Arguments: the fence; the offset; the channel, where an empty notification tells that there
   * is something to look for. Reply: {@code OK}, the meta, the store's time.
   */
  TRIM(true),

  /**
   * Discards a group's log, and begins another life of the group.
   *
   * <p>Arguments and reply are those of {@link #TRIM}; the offset has no meaning.
   */
  RESTART(true),

  /**
   * Gives a group a place under its rule, or keeps its place.
   *
   * <p>Keys: the rule's registry. Arguments: the group, for how many milliseconds it keeps its
   * place, the most groups, the shift of time. Replies: {@code OK}, {@code FULL}.
   */
  ADMIT(false),

  /**
   * Sends a request to a node that lives.
   *
   * <p>Keys: the node's lease. Arguments: the node's channel, the request. Replies: {@code
   * NO_CHANNEL} if there is no lease, {@code ABSENT} if nobody is subscribed to the channel, {@code
   * SENT}.
   */
  SEND(false),

  /**
   * Renews a node's lease; also where the server has no memory for anything else, so that nodes do
   * not take each other for dead.
   *
   * <p>Keys: the lease. Arguments: what the node says of itself, for how many milliseconds the
   * lease lasts. Replies: {@code KEPT}; {@code GONE} if there was none any more, or none yet.
   */
  LEASE(false),

  /**
   * Enters a node in the list of the nodes that live, and takes those out that do not; also where
   * the server has no memory for anything else.
   *
   * <p>Keys: the list. Arguments: the node, for how many milliseconds it is there, the shift of
   * time. Reply: {@code OK}, the nodes, of which those that are there for longer come last.
   */
  NODES(false),

  /**
   * Takes, or keeps, the lease of what one node does for all.
   *
   * <p>Keys: the lease. Arguments: the node, for how many milliseconds the lease lasts. Replies:
   * {@code OURS}; {@code OTHERS} if another node has it.
   */
  ONCE(false),

  /**
   * Tells which rights the user lacks that is logged in.
   *
   * <p>Arguments: the name of a key, and that of a channel. Reply: {@code OK}, the names of
   * commands that may not be used; {@code ~} where none may use the key, {@code &} where none may
   * use the channel.
   */
  RIGHTS(false);

  private final boolean hasFence;

  Script(boolean hasFence) {
    this.hasFence = hasFence;
  }

  /** Returns whether its arguments begin with the fence. */
  boolean hasFence() {
    return hasFence;
  }
}
