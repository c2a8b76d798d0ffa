package org.fanfare.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A link on which the content of what is published and sent is sealed. Names, positions, times and
 * sizes are not. What is not sealed is read as it is, so that sealing can begin while nodes run.
 *
 * <p>Used on the loop.
 */
final class SealedLink implements Link {
  private static final int BODY = 9; // of the arguments of PUBLISH, as the next ones
  private static final int CHANNEL = 10;
  private static final int FINGERPRINT = 11;
  private static final int ENTRIES = 3; // of the reply of READ

  private final Link link;
  private final Seals seals;

  private SealedLink(Link link, Seals seals) {
    this.link = link;
    this.seals = seals;
  }

  /** Opens links on which everything is sealed. */
  record Dialer(Link.Dialer dialer, Seals seals) implements Link.Dialer {
    @Override
    public CompletionStage<Link> dial(Listener listener) {
      return dialer
          .dial(new Opening(listener, seals))
          .thenApply(link -> new SealedLink(link, seals));
    }

    @Override
    public CompletionStage<Boolean> isPresent() {
      return dialer.isPresent();
    }
  }

  /** Opens what is heard; what cannot be opened is passed on, and is nothing that is known. */
  private record Opening(Listener listener, Seals seals) implements Listener {
    @Override
    public void heard(byte[] channel, byte[] payload) {
      listener.heard(channel, opened(channel, payload));
    }

    private byte[] opened(byte[] channel, byte[] payload) {
      int from = Keys.isInbox(channel) ? 0 : Entry.HEAD;
      try {
        return Seals.isSealed(payload, from) ? seals.open(payload, from, channel) : payload;
      } catch (IllegalArgumentException cannotBeOpened) {
        return new byte[0]; // whoever follows a group reads it then, and is told why it cannot
      }
    }

    @Override
    public void looked(ServerMemory memory) {
      listener.looked(memory);
    }

    @Override
    public void ended(String why) {
      listener.ended(why);
    }
  }

  @Override
  public CompletionStage<List<Object>> run(
      Script script, List<byte[]> keys, List<byte[]> arguments) {
    return switch (script) {
      case PUBLISH -> publish(keys, arguments);
      case READ -> read(keys, arguments);
      case SEND ->
          link.run(
              script,
              keys,
              List.of(arguments.get(0), seals.seal(arguments.get(1), arguments.get(0))));
      default -> link.run(script, keys, arguments);
    };
  }

  private CompletionStage<List<Object>> publish(List<byte[]> keys, List<byte[]> plain) {
    List<byte[]> arguments = new ArrayList<>(plain);
    arguments.set(BODY, seals.seal(plain.get(BODY), plain.get(CHANNEL)));
    if (arguments.size() <= FINGERPRINT) {
      return link.run(Script.PUBLISH, keys, arguments);
    }
    CompletableFuture<List<Object>> answer = new CompletableFuture<>();
    publish(keys, arguments, seals.fingerprints(plain.get(FINGERPRINT)), answer);
    return answer;
  }

  /** Repeats with the fingerprint of the next key what was refused with that of the one before. */
  private void publish(
      List<byte[]> keys,
      List<byte[]> arguments,
      List<byte[]> fingerprints,
      CompletableFuture<List<Object>> answer) {
    arguments.set(FINGERPRINT, fingerprints.get(0));
    List<byte[]> others = fingerprints.subList(1, fingerprints.size());
    link.run(Script.PUBLISH, keys, List.copyOf(arguments))
        .whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
              } else if (!others.isEmpty() && Request.wordOf(reply).equals("REUSED")) {
                publish(keys, arguments, others, answer); // nothing was done
              } else {
                answer.complete(reply);
              }
            });
  }

  private CompletionStage<List<Object>> read(List<byte[]> keys, List<byte[]> arguments) {
    CompletableFuture<List<Object>> answer = new CompletableFuture<>();
    byte[] meta = keys.get(0);
    byte[] channel = Arrays.copyOf(meta, meta.length - ":m".length());
    link.run(Script.READ, keys, arguments)
        .whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
                return;
              }
              try {
                answer.complete(opened(reply, channel));
              } catch (IllegalArgumentException cannotBeOpened) {
                answer.completeExceptionally(
                    new LinkException(LinkException.Kind.REFUSED, cannotBeOpened));
              }
            });
    return answer;
  }

  private List<Object> opened(List<Object> reply, byte[] channel) {
    if (!Request.wordOf(reply).equals("OK")) {
      return reply;
    }
    List<Object> all = new ArrayList<>(reply);
    all.set(
        ENTRIES,
        ((List<?>) reply.get(ENTRIES))
            .stream()
                .map(entry -> (byte[]) entry)
                .map(
                    entry ->
                        Seals.isSealed(entry, Entry.HEAD)
                            ? seals.open(entry, Entry.HEAD, channel)
                            : entry)
                .toList());
    return all;
  }

  @Override
  public CompletionStage<?> notify(byte[] channel, byte[] payload) {
    return link.notify(channel, Master.isBeacon(payload) ? payload : seals.seal(payload, channel));
  }

  @Override
  public long life() {
    return link.life();
  }

  @Override
  public CompletionStage<Long> look() {
    return link.look();
  }

  @Override
  public CompletionStage<byte @Nullable []> get(byte[] key) {
    return link.get(key);
  }

  @Override
  public CompletionStage<List<byte[]>> names(String pattern) {
    return link.names(pattern);
  }

  @Override
  public CompletionStage<?> subscribe(List<byte[]> channels) {
    return link.subscribe(channels);
  }

  @Override
  public void unsubscribe(List<byte[]> channels) {
    link.unsubscribe(channels);
  }

  @Override
  public void close() {
    link.close();
  }
}
