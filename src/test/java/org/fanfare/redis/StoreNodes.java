package org.fanfare.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The scripts that are about nodes, as a {@link StoreFake} runs them. For one thread at a time. */
final class StoreNodes {
  private final StoreKeys keys;
  private final StoreScripts.Notify notify;

  StoreNodes(StoreKeys keys, StoreScripts.Notify notify) {
    this.keys = keys;
    this.notify = notify;
  }

  List<Object> run(Script script, List<byte[]> names, List<byte[]> words, long time) {
    byte[] key = names.get(0);
    return switch (script) {
      case SEND -> send(key, words, time);
      case LEASE -> lease(key, words, time);
      case NODES -> nodes(key, words, time);
      case ONCE -> once(key, words, time);
      default -> throw new IllegalArgumentException(script + " is about a group");
    };
  }

  private List<Object> send(byte[] lease, List<byte[]> words, long time) {
    if (keys.get(lease, time) == null) {
      return List.of(StoreScripts.word("NO_CHANNEL"));
    }
    int heard = notify.accept(words.get(0), words.get(1));
    return List.of(StoreScripts.word(heard == 0 ? "ABSENT" : "SENT"));
  }

  private List<Object> lease(byte[] lease, List<byte[]> words, long time) {
    boolean isGone = keys.get(lease, time) == null;
    keys.set(lease, words.get(0), time + StoreScripts.number(words.get(1)));
    return List.of(StoreScripts.word(isGone ? "GONE" : "KEPT"));
  }

  private List<Object> nodes(byte[] list, List<byte[]> words, long time) {
    long now = time + StoreScripts.number(words.get(2));
    Map<String, Long> nodes = keys.sorted(list, time);
    nodes.values().removeIf(until -> until <= now);
    nodes.put(StoreKeys.name(words.get(0)), now + StoreScripts.number(words.get(1)));
    List<byte[]> living =
        nodes.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
            .map(node -> StoreScripts.word(node.getKey()))
            .toList();
    return List.of(StoreScripts.word("OK"), living);
  }

  private List<Object> once(byte[] lease, List<byte[]> words, long time) {
    byte[] holder = keys.get(lease, time);
    if (holder != null && !Arrays.equals(holder, words.get(0))) {
      return List.of(StoreScripts.word("OTHERS"));
    }
    keys.set(lease, words.get(0), time + StoreScripts.number(words.get(1)));
    return List.of(StoreScripts.word("OURS"));
  }
}
