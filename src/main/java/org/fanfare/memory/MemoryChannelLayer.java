package org.fanfare.memory;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.fanfare.fanout.Mailboxes;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Groups;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerSetup;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.LayerStatistics;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.NodeLayer;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The channel layer in one machine's memory. Safe for use by any thread. Stages that it returns are
 * already complete, except for a repeat of a keyed publish that is still running.
 *
 * <p>{@link #tick} discards publications that are too old, ends idle groups, and forgets old keys.
 */
public final class MemoryChannelLayer implements ChannelLayer, NodeLayer {
  private final MemoryGroups groups;
  private final Groups known;
  private final Clock clock;
  private final SecureRandom random;
  private final RememberedKeys keys;
  private final Mailboxes mailboxes;
  private final Instant begun;
  private final LongAdder published = new LongAdder();

  /** Creates a layer without groups. */
  public MemoryChannelLayer(LayerSetup setup) {
    LayerLimits limits = setup.limits();
    this.clock = setup.clock();
    this.random = setup.random();
    this.begun = clock.instant();
    this.groups = new MemoryGroups(setup.policies(), limits.logTotal(), random);
    this.known = new KnownGroups(groups, random);
    this.keys = new RememberedKeys(limits.keys(), clock);
    this.mailboxes = new Mailboxes(limits);
  }

  @Override
  public ChannelLayer layer() {
    return this;
  }

  @Override
  public String name() {
    return "memory";
  }

  /** {@inheritDoc} This layer is always up, since it depends on nothing else. */
  @Override
  public LayerState state() {
    return LayerState.up(begun);
  }

  @Override
  public CompletionStage<Outcome<Receipt>> publish(
      GroupName name, Message message, @Nullable PublishKey key) {
    return key == null
        ? completed(append(name, message))
        : keys.once(name, key, () -> append(name, message));
  }

  private Outcome<Receipt> append(GroupName name, Message message) {
    long now = clock.millis();
    while (true) {
      MemoryGroup group = groups.toPublish(name, now);
      if (group == null) {
        return Outcome.refused(Refusal.TOO_MANY_GROUPS);
      }
      Publication publication = group.publish(message, now);
      if (publication != null) {
        published.increment();
        return Outcome.done(new Receipt(publication.position(), publication.time(), false));
      }
      if (!groups.makeRoom(group, message)) { // else try again: there is room, or a new life
        return Outcome.refused(Refusal.MEMORY_FULL);
      }
    }
  }

  @Override
  public CompletionStage<Outcome<Reader>> open(
      GroupName name, Start start, Executor executor, Wake wake) {
    while (true) {
      MemoryGroup group = groups.live(name, clock.millis());
      if (group == null) {
        return completed(Outcome.refused(Refusal.TOO_MANY_GROUPS));
      }
      Reader reader = group.open(start, executor, wake, clock);
      if (reader != null) {
        return completed(Outcome.done(reader));
      }
    }
  }

  @Override
  public CompletionStage<Mailbox> openMailbox(MailboxOwner owner) {
    return completed(mailboxes.open(ChannelName.random(random), owner));
  }

  @Override
  public CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return completed(mailboxes.send(channel, message));
  }

  @Override
  public CompletionStage<Outcome<Position>> add(GroupName name, ChannelName channel) {
    if (!mailboxes.has(channel)) {
      return completed(Outcome.refused(Refusal.NO_CHANNEL));
    }
    long now = clock.millis();
    while (true) {
      MemoryGroup group = groups.live(name, now);
      if (group == null) {
        return completed(Outcome.refused(Refusal.TOO_MANY_GROUPS));
      }
      Position from = group.touch(now);
      if (from != null) {
        return completed(mailboxes.added(channel, name, from));
      }
    }
  }

  @Override
  public CompletionStage<Outcome<Void>> remove(GroupName name, ChannelName channel) {
    return completed(mailboxes.removed(channel, name));
  }

  @Override
  public Groups groups() {
    return known;
  }

  /** Discards what is too old; the work is bounded. */
  @Override
  public void tick() {
    groups.sweep(clock.millis());
    keys.forgetOld();
  }

  /** {@inheritDoc} This layer has nothing to release. */
  @Override
  public void close() {
    // there are no threads and no connections
  }

  @Override
  public LayerStatistics statistics() {
    return groups.statistics(mailboxes.count(), published.sum(), keys.size());
  }

  private static <T> CompletionStage<T> completed(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
