package org.fanfare.publish;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fanfare.connection.Answer;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.FailingLayer;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.layer.TurnedClock;
import org.fanfare.log.Slice;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.security.Caller;
import org.fanfare.security.Key;
import org.fanfare.security.Right;
import org.fanfare.security.Rule;
import org.fanfare.security.Rules;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Refusals;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/** A publisher with four rules over a layer that can be broken. */
public final class PublishRig {
  public static final GroupName OPEN = new GroupName("open.a");
  public static final GroupName OPEN_TOO = new GroupName("open.b");
  public static final GroupName OPEN_THREE = new GroupName("open.c");
  public static final GroupName MEMBERS = new GroupName("members.a");
  public static final GroupName CLOSED = new GroupName("closed.a");
  public static final GroupName UNKNOWN = new GroupName("unknown.a");
  public static final Duration AGE = Duration.ofMinutes(5);
  public static final Person ANNA = new Person("user:anna", true);
  public static final Person NOBODY = new Person("address:192.0.2.7", false);

  /** The publisher's clock; that of keys is the layer's. */
  public final TurnedClock clock = new TurnedClock();

  public final LayerRig memory;
  public final FailingLayer layer;
  public final Refusals refusals = new Refusals(() -> 0);
  public final Publisher publisher;
  public final Rights rights =
      new Rights(
          new Rules(
              List.of(
                  rule("open.*", Right.Plain.ANYONE),
                  rule("members.*", Right.Plain.USER),
                  rule("closed.*", Right.Plain.NOBODY),
                  rule("own.~", Right.Plain.OWN))));

  /** Someone who publishes. */
  public record Person(String identity, boolean isUser) implements Caller {
    @Override
    public Optional<String> user() {
      return isUser ? Optional.of(identity.substring("user:".length())) : Optional.empty();
    }

    @Override
    public boolean hasRole(String role) {
      return false;
    }

    @Override
    public Optional<Key> key() {
      return Optional.empty();
    }
  }

  /** Remembers ten keys. */
  public PublishRig() {
    this(10);
  }

  PublishRig(int maxKeys) {
    this.memory =
        MemoryRigs.rig(
            Policies.byName(Policies.ROOMY),
            256L << 20,
            100,
            1 << 20,
            new LayerLimits.Keys(maxKeys, 1 << 20, AGE));
    this.layer = new FailingLayer(memory.layer());
    this.publisher = over(layer);
  }

  /** Another publisher over another layer. */
  public Publisher over(ChannelLayer other) {
    return new Publisher(other, refusals, () -> clock.millis() * 1_000_000);
  }

  private static Rule rule(String match, Right right) {
    return new Rule(match, right, right, Policies.ROOMY);
  }

  Answer publish(Caller caller, String text, @Nullable String key, GroupName... groups) {
    return LayerRig.answer(publishLater(caller, text, key, groups));
  }

  CompletionStage<Answer> publishLater(
      Caller caller, String text, @Nullable String key, GroupName... groups) {
    Permit permit;
    try {
      permit = rights.requirePublishing(caller, List.of(groups));
    } catch (ProblemException e) {
      return CompletableFuture.completedFuture(new Answer.Rejected(e.problem()));
    }
    return publisher.publish(permit, Message.text(text), key);
  }

  /** How many keys are remembered: one for each group that has the message. */
  long keys() {
    return memory.layer().statistics().keys();
  }

  /** How many publications all logs hold. */
  public long published() {
    return memory.layer().statistics().logPublications();
  }

  /** The texts that a group's log holds. */
  public List<String> texts(GroupName group) {
    Reader reader =
        LayerRig.done(memory.layer().open(group, new Start.Oldest(), Runnable::run, batch -> {}));
    Slice slice = reader.read(Long.MAX_VALUE).slice();
    reader.close();
    return slice == null
        ? List.of()
        : slice.publications().stream().map(p -> p.message().text()).toList();
  }

  static Status code(Answer answer) {
    return ((Answer.Rejected) answer).problem().status();
  }

  static Answer.Accepted accepted(Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      return accepted;
    }
    throw new AssertionError("not accepted: " + answer);
  }
}
