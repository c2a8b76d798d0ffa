package org.fanfare.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.fanfare.message.GroupName;

/**
 * The names of what the store holds. The name of a group is the hash tag of everything that belongs
 * to it, so that one server has all of it; a group's name contains no braces. Immutable; safe for
 * use by any thread.
 *
 * @param prefix the beginning of every name, of ASCII letters and digits
 */
record Keys(String prefix) {
  private static final int HASH = 16;

  byte[] meta(GroupName group) {
    return bytes("%s:{%s}:m", group.value());
  }

  /** Returns the pattern of the names of all metas. */
  String metas() {
    return prefix + ":{*}:m";
  }

  /** Returns the group of a meta. */
  GroupName groupOf(byte[] meta) {
    String name = new String(meta, StandardCharsets.UTF_8);
    return new GroupName(name.substring(prefix.length() + 2, name.length() - "}:m".length()));
  }

  byte[] log(GroupName group) {
    return bytes("%s:{%s}:l", group.value());
  }

  /** Returns the name of the record of an idempotency key. */
  byte[] key(GroupName group, String scope) {
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(hash(scope));
    return bytes("%s:{%s}:k:" + hash, group.value());
  }

  /** Returns the channel of a group's notifications. */
  byte[] channel(GroupName group) {
    return bytes("%s:{%s}", group.value());
  }

  /** Returns the registry of the groups of a rule. */
  byte[] registry(String rule) {
    return bytes("%s:{r:%s}", rule);
  }

  /** Returns the channel of a node. */
  byte[] inbox(String node) {
    return bytes("%s:{n:%s}", node);
  }

  /** Returns whether a channel is that of a node; a group's name has no colon. */
  static boolean isInbox(byte[] channel) {
    return new String(channel, StandardCharsets.UTF_8).contains("{n:");
  }

  /** Returns the name of a node's lease. */
  byte[] lease(String node) {
    return bytes("%s:{n:%s}:a", node);
  }

  /** Returns the list of the nodes that live. */
  byte[] nodes() {
    return (prefix + ":nodes").getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the lease of what one node does for all. */
  byte[] once(String name) {
    return bytes("%s:once:%s", name);
  }

  /** Returns 128 bits that stand for a text of any length. */
  static byte[] hash(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return Arrays.copyOf(sha256.digest(text.getBytes(StandardCharsets.UTF_8)), HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private byte[] bytes(String form, String name) {
    return form.formatted(prefix, name).getBytes(StandardCharsets.UTF_8);
  }
}
