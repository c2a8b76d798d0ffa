package org.fanfare.consumer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Users;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Excerpt;
import org.fanfare.layer.GroupState;
import org.fanfare.layer.Groups;
import org.fanfare.layer.LayerAnswer;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.Start;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.message.UserGroup;
import org.jspecify.annotations.Nullable;

/**
 * A sender that uses a channel layer, from {@link #open} to {@link #close}. Safe for use by any
 * thread.
 */
public final class LayerSender implements Sender, AutoCloseable {
  private static final long MOST_READ = 1 << 20; // bytes

  private final ChannelLayer layer;
  private final int maxSize;
  private final TypedJson json;
  private volatile boolean open;
  private volatile @Nullable Users users;
  private volatile @Nullable AfterCommit afterCommit;

  /**
   * Creates a sender that is not open yet.
   *
   * @param maxSize the maximum size of a message in bytes
   * @param json writes typed messages
   */
  public LayerSender(ChannelLayer layer, int maxSize, TypedJson json) {
    this.layer = layer;
    this.maxSize = maxSize;
    this.json = json;
  }

  /** Permits sending from now on; there are no consumers, and no transactions. */
  public void open() {
    open(
        new Users(layer, List.of()),
        new SentAfterCommit(this, json, maxSize, SentAfterCommit.Step::send, failed -> {}));
  }

  /**
   * Permits sending from now on.
   *
   * @param known knows the connections of users
   * @param committed sends after commits
   */
  public void open(Users known, SentAfterCommit committed) {
    users = known;
    afterCommit = committed;
    open = true;
  }

  @Override
  public Receipt publish(GroupName group, Message message) {
    return done(answer("publish to " + group, layer::publish, group, message), group);
  }

  @Override
  public Receipt publish(GroupName group, String type, @Nullable Object body) {
    return publish(group, json.message(type, body));
  }

  @Override
  public boolean send(ChannelName channel, Message message) {
    Outcome<Void> outcome = answer("send to a channel", layer::send, channel, message);
    if (!(outcome instanceof Outcome.Refused<Void> refused)) {
      return true;
    }
    if (refused.refusal() == Refusal.NO_CHANNEL) {
      return false;
    }
    throw Refused.of(refused.refusal(), "");
  }

  @Override
  public boolean send(ChannelName channel, String type, @Nullable Object body) {
    return send(channel, json.message(type, body));
  }

  @Override
  public boolean add(GroupName group, ChannelName channel) {
    return isFound(ask("add a channel to " + group, () -> layer.add(group, channel)), group);
  }

  @Override
  public boolean remove(GroupName group, ChannelName channel) {
    return isFound(
        ask("remove a channel from " + group, () -> layer.remove(group, channel)), group);
  }

  private static boolean isFound(Outcome<?> outcome, GroupName group) {
    if (outcome instanceof Outcome.Refused<?> refused && refused.refusal() != Refusal.NO_CHANNEL) {
      throw Refused.of(refused.refusal(), group.value());
    }
    return outcome instanceof Outcome.Done<?>;
  }

  @Override
  public List<GroupName> list(Predicate<GroupName> wanted, @Nullable GroupName after, int most) {
    return ask("list groups", () -> layer.groups().list(wanted, after, most));
  }

  @Override
  public Optional<GroupState> state(GroupName group) {
    return known(group, groups -> groups.state(group));
  }

  @Override
  public Optional<Excerpt> read(GroupName group, Start start, int most) {
    return known(group, groups -> groups.read(group, start, most, MOST_READ));
  }

  @Override
  public Optional<GroupState> trim(GroupName group, long through) {
    return known(group, groups -> groups.trim(group, through));
  }

  @Override
  public Optional<GroupState> restart(GroupName group) {
    return known(group, groups -> groups.restart(group));
  }

  private <T> Optional<T> known(
      GroupName group, Function<Groups, CompletionStage<Outcome<T>>> verb) {
    Outcome<T> outcome = ask("answer for " + group, () -> verb.apply(layer.groups()));
    if (outcome instanceof Outcome.Done<T> done) {
      return Optional.of(done.get());
    }
    Refusal why = ((Outcome.Refused<T>) outcome).refusal();
    if (why == Refusal.NO_GROUP) {
      return Optional.empty();
    }
    throw Refused.of(why, group.value());
  }

  @Override
  public void end(String user, Ended why) {
    users("end the connections of a user").end(user, why);
  }

  @Override
  public int connectionsOf(String user) {
    return users("count the connections of a user").count(user);
  }

  @Override
  public int addUser(GroupName group, String user) {
    String what = "add a user to " + group;
    Users known = users(what);
    return done(ask(what, () -> known.add(group, user)), group);
  }

  @Override
  public int removeUser(GroupName group, String user) {
    String what = "remove a user from " + group;
    Users known = users(what);
    return done(ask(what, () -> known.remove(group, user)), group);
  }

  private static <T> T done(Outcome<T> outcome, GroupName group) {
    if (outcome instanceof Outcome.Refused<T> refused) {
      throw Refused.of(refused.refusal(), group.value());
    }
    return ((Outcome.Done<T>) outcome).get();
  }

  private Users users(String what) {
    Users known = users;
    if (!open || known == null) {
      throw notOpen(what);
    }
    return known;
  }

  @Override
  public AfterCommit afterCommit() {
    AfterCommit known = afterCommit;
    if (!open || known == null) {
      throw notOpen("send after a commit");
    }
    return known;
  }

  @Override
  public GroupName groupOf(String user) {
    return UserGroup.of(user);
  }

  /** Ends sending. */
  @Override
  public void close() {
    open = false;
  }

  /** An operation of the layer, which takes a destination and a message. */
  private interface Verb<W, T> {
    CompletionStage<Outcome<T>> ask(W where, Message message);
  }

  private <W, T> Outcome<T> answer(String what, Verb<W, T> verb, W where, Message message) {
    if (!open) {
      throw notOpen(what);
    }
    requireSize(message, maxSize);
    return ask(what, () -> verb.ask(where, message));
  }

  private <T> T ask(String what, Supplier<CompletionStage<T>> verb) {
    if (!open) {
      throw notOpen(what);
    }
    return LayerAnswer.await(what, verb);
  }

  /** Throws {@link IllegalArgumentException} for a message above the maximum size. */
  public static void requireSize(Message message, int maxSize) {
    if (message.size() > maxSize) {
      throw new IllegalArgumentException(
          "a message has at most %d bytes (fanfare.message.max-size), not %d"
              .formatted(maxSize, message.size()));
    }
  }

  private static IllegalStateException notOpen(String what) {
    return new IllegalStateException(
        "cannot "
            + what
            + ": the application has not started yet, has stopped, or its settings are wrong");
  }
}
