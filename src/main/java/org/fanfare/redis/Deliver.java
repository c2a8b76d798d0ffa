package org.fanfare.redis;

import java.util.List;

/** The words of the script that sends a request to a node. */
final class Deliver {
  /** What became of a request. */
  enum Reply {
    /** The node hears it. */
    SENT,
    /** The node lives, but hears nothing at the moment: nothing was done. */
    ABSENT,
    /** There is no such node, so that there is no such channel: nothing was done. */
    NO_CHANNEL
  }

  private Deliver() {}

  static List<byte[]> keys(Keys keys, NodeTag node) {
    return List.of(keys.lease(node.value()));
  }

  static List<byte[]> arguments(Keys keys, NodeTag node, ChannelRequest request) {
    return List.of(keys.inbox(node.value()), request.packed());
  }

  /** Reads a reply; throws {@link IllegalArgumentException} if it is not one. */
  static Reply reply(List<Object> reply) {
    return Reply.valueOf(Request.wordOf(reply));
  }
}
