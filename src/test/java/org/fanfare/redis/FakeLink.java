package org.fanfare.redis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fanfare.threads.Loop;

/**
 * A connection to a {@link StoreFake}. Used on the loop of its node; what the store looks at is
 * changed with the store locked.
 */
final class FakeLink implements Link {
  private static final int LATE = 30;

  private final StoreFake store;
  private final Loop loop;
  private final Listener listener;
  private final Object requests = new Object();
  private final Object replies = new Object();
  private final Object notifications = new Object();
  private final Set<String> channels = new LinkedHashSet<>();
  private final Set<Pending<?>> unanswered = new LinkedHashSet<>(); // used on the loop
  private volatile boolean isOpen;
  private volatile boolean isMute;
  private long life; // of the server, as it was read

  FakeLink(StoreFake store, Loop loop, Listener listener) {
    this.store = store;
    this.loop = loop;
    this.listener = listener;
  }

  Loop loop() {
    return loop;
  }

  /** Returns what its requests come by. */
  Object requests() {
    return requests;
  }

  boolean isOpen() {
    return isOpen;
  }

  /** The server has accepted it, in one of its lives. */
  void open(long server) {
    isOpen = true;
    life = server;
  }

  boolean isMute() {
    return isMute;
  }

  /** Its notifications are lost from now on. */
  void mute() {
    isMute = true;
  }

  @Override
  public long life() {
    return life;
  }

  @Override
  public CompletionStage<Long> look() {
    return ask("its life", () -> store.isOff(Mechanism.LIFE_OF_THE_LINK) ? life : store.life());
  }

  @Override
  public CompletionStage<List<Object>> run(Script script, List<byte[]> names, List<byte[]> words) {
    return ask(
        script.name(),
        () -> {
          if (store.isOff(Mechanism.AT_MOST_ONCE) && store.happens(0.02)) {
            store.run(script, names, words); // the reply of that was lost
          }
          return store.run(script, names, words);
        });
  }

  @Override
  public CompletionStage<byte[]> get(byte[] key) {
    return ask("a key", () -> store.get(key));
  }

  @Override
  public CompletionStage<List<byte[]>> names(String pattern) {
    return ask("names", () -> store.names(pattern));
  }

  @Override
  public CompletionStage<?> notify(byte[] channel, byte[] payload) {
    return ask("to notify", () -> store.notifyAll(channel, payload));
  }

  @Override
  public CompletionStage<?> subscribe(List<byte[]> names) {
    return ask(
        "to subscribe",
        () -> {
          if (store.isOff(Mechanism.CONFIRMATION)) {
            beginLater(names, LATE);
          } else {
            begin(names);
          }
          return names.size();
        });
  }

  /** Begins some time after it was confirmed. */
  private void beginLater(List<byte[]> names, int hops) {
    store
        .network()
        .carry(
            this,
            () -> {
              if (hops > 1) {
                beginLater(names, hops - 1);
              } else {
                begin(names);
              }
            });
  }

  private void begin(List<byte[]> names) {
    synchronized (store) {
      names.forEach(name -> channels.add(StoreKeys.name(name)));
    }
  }

  @Override
  public void unsubscribe(List<byte[]> names) {
    ask("to unsubscribe", () -> channels.removeAll(names.stream().map(StoreKeys::name).toList()));
  }

  /** Asks the store for something, which it does when that has got there. */
  private <T> CompletionStage<T> ask(String what, Supplier<T> done) {
    Pending<T> pending = new Pending<>(this);
    if (!isOpen) {
      pending.fail(new LinkException(LinkException.Kind.NOT_ASKED, "the link has ended"));
      return pending.answer;
    }
    unanswered.add(pending);
    if (store.network() != StoreFake.Network.DIRECT) {
      loop.later(Times.USUAL.timeOut().toMillis(), () -> pending.fail(StoreFake.timedOut(what)));
    }
    store.network().carry(requests, () -> arrived(done, pending));
    return pending.answer;
  }

  private <T> void arrived(Supplier<T> done, Pending<T> pending) {
    T value;
    synchronized (store) {
      if (!store.serves(this)) {
        return;
      }
      value = done.get();
    }
    store.network().carry(replies, () -> loop.execute(() -> pending.complete(value)));
  }

  boolean isSubscribed(byte[] channel) {
    return channels.contains(StoreKeys.name(channel));
  }

  /** The store notifies a channel to which this is subscribed. */
  void notified(byte[] channel, byte[] payload) {
    boolean isBeacon = Master.isBeacon(payload);
    if ((isMute && !(isBeacon && store.isOff(Mechanism.BEACON))) || (!isBeacon && store.loses())) {
      return;
    }
    store.network().carry(notifications, () -> loop.execute(() -> hear(channel, payload)));
  }

  private void hear(byte[] channel, byte[] payload) {
    if (isOpen) {
      listener.heard(channel, payload);
    }
  }

  /** Ends it from outside. */
  void cut(String why) {
    store.forget(this);
    loop.execute(
        () -> {
          if (isOpen) {
            end(why);
            listener.ended(why);
          }
        });
  }

  private void end(String why) {
    isOpen = false;
    LinkException ended = new LinkException(LinkException.Kind.ENDED, why);
    List.copyOf(unanswered).forEach(each -> each.fail(ended));
  }

  @Override
  public void close() {
    store.forget(this);
    end("this node has closed it");
  }

  /** A request that is not answered yet. Used on the loop. */
  private static final class Pending<T> {
    private final FakeLink link;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Pending(FakeLink link) {
      this.link = link;
    }

    void complete(T value) {
      link.unanswered.remove(this);
      answer.complete(value);
    }

    void fail(LinkException failure) {
      link.unanswered.remove(this);
      answer.completeExceptionally(failure);
    }
  }
}
