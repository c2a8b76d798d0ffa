package org.fanfare.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The channels of notifications that this node is subscribed to, from one link to the next, and who
 * is told of what comes there. Used on the loop.
 *
 * <p>On a new link, everything is subscribed first. After that each subscriber reads what it has
 * missed, the most recently active first, no more than {@link #AT_A_TIME} at one time.
 */
final class Subscriptions implements Master.Events {
  private static final int CHANNELS = 512; // of one command
  private static final int AT_A_TIME = 1000;

  /** Follows a group by its notifications, or hears what is sent to the node. */
  interface Subscriber {
    /** Returns the channel. */
    byte[] channel();

    /** Returns when something was last heard there, in the loop's milliseconds. */
    long heardAt();

    /** A notification came. */
    void heard(byte[] payload);

    /** Nothing is heard until {@link #resume}. */
    void interrupt();

    /**
     * From now on every later notification is heard.
     *
     * @return completes when what was missed has been read, or cannot be read
     */
    CompletionStage<?> resume();
  }

  private final Map<String, Subscriber> subscribers = new HashMap<>();
  private final Deque<Subscriber> behind = new ArrayDeque<>(); // subscribed, and still to resume
  private final Consumer<Link> giveUp;
  private @Nullable Link link;
  private int resuming;

  /**
   * Creates what has no subscriptions.
   *
   * @param giveUp is told of a link on which nothing can be subscribed
   */
  Subscriptions(Consumer<Link> giveUp) {
    this.giveUp = giveUp;
  }

  /** Subscribes; if no link is open, on the next one. */
  void add(Subscriber subscriber) {
    subscribers.put(name(subscriber.channel()), subscriber);
    if (link != null) {
      subscribe(link, List.of(subscriber));
    }
  }

  /** Ends a subscription. */
  void remove(Subscriber subscriber) {
    if (subscribers.remove(name(subscriber.channel()), subscriber) && link != null) {
      link.unsubscribe(List.of(subscriber.channel()));
    }
  }

  @Override
  public void opened(Link opened) {
    link = opened;
    resuming = 0;
    behind.clear();
    List<Subscriber> all = new ArrayList<>(subscribers.values());
    all.sort(Comparator.comparingLong(Subscriber::heardAt).reversed());
    for (int i = 0; i < all.size(); i += CHANNELS) {
      subscribe(opened, all.subList(i, Math.min(all.size(), i + CHANNELS)));
    }
  }

  private void subscribe(Link on, List<Subscriber> some) {
    BiConsumer<Object, Throwable> confirmed =
        (done, failure) -> {
          if (on != link) {
            return; // the next link has subscribed again
          }
          if (failure != null) {
            giveUp.accept(on);
          } else {
            behind.addAll(some);
            resumeSome();
          }
        };
    on.subscribe(some.stream().map(Subscriber::channel).toList()).whenComplete(confirmed);
  }

  private void resumeSome() {
    while (resuming < AT_A_TIME && !behind.isEmpty()) {
      Subscriber next = behind.remove();
      if (isSubscribed(next)) {
        Link on = link;
        resuming++;
        next.resume().whenComplete((done, failure) -> resumed(on));
      }
    }
  }

  private boolean isSubscribed(Subscriber subscriber) {
    return subscribers.get(name(subscriber.channel())) == subscriber;
  }

  private void resumed(@Nullable Link on) {
    if (on == link) {
      resuming--;
      resumeSome();
    }
  }

  @Override
  public void heard(byte[] channel, byte[] payload) {
    Subscriber subscriber = subscribers.get(name(channel));
    if (subscriber != null) {
      subscriber.heard(payload);
    }
  }

  @Override
  public void ended() {
    link = null;
    List.copyOf(subscribers.values()).forEach(Subscriber::interrupt);
  }

  private static String name(byte[] channel) {
    return new String(channel, StandardCharsets.ISO_8859_1);
  }
}
