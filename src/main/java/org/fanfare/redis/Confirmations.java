package org.fanfare.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Subscriptions that a server has not confirmed yet. It confirms each channel by itself, in the
 * order in which they were asked for. Used on the loop.
 */
final class Confirmations {
  private record Waiting(Set<String> channels, CompletableFuture<Void> confirmed) {}

  private final List<Waiting> all = new ArrayList<>();

  /** Adds channels that were asked for together; done when all of them are confirmed. */
  CompletableFuture<Void> add(List<byte[]> channels) {
    Set<String> names = new HashSet<>();
    channels.forEach(channel -> names.add(name(channel)));
    Waiting waiting = new Waiting(names, new CompletableFuture<>());
    all.add(waiting);
    return waiting.confirmed;
  }

  /** The server has confirmed a channel. */
  void confirm(byte[] channel) {
    String name = name(channel);
    for (Waiting waiting : List.copyOf(all)) {
      if (waiting.channels.remove(name)) {
        if (waiting.channels.isEmpty()) {
          all.remove(waiting);
          waiting.confirmed.complete(null);
        }
        return;
      }
    }
  }

  /** Some that were asked for together are not confirmed any more. */
  void fail(CompletableFuture<Void> confirmed, Throwable failure) {
    all.removeIf(waiting -> waiting.confirmed == confirmed);
    confirmed.completeExceptionally(failure);
  }

  /** None is confirmed any more. */
  void failAll(Throwable failure) {
    List<Waiting> failed = List.copyOf(all);
    all.clear();
    failed.forEach(waiting -> waiting.confirmed.completeExceptionally(failure));
  }

  private static String name(byte[] channel) {
    return new String(channel, StandardCharsets.ISO_8859_1);
  }
}
