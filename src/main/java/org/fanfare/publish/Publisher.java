package org.fanfare.publish;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.protocol.Problem;
import org.fanfare.protocol.ProblemException;
import org.fanfare.protocol.Refusals;
import org.fanfare.security.Caller;
import org.fanfare.security.Decision;
import org.fanfare.security.Rules;
import org.jspecify.annotations.Nullable;

/**
 * Publishes for a caller: every publish gets an answer. Safe for use by any thread; nothing blocks.
 */
public final class Publisher {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private final Rules rules;
  private final Appending appending;
  private final IdempotencyStore store;
  private final Refusals refusals;

  /**
   * A publisher to {@code layer}, within {@code rules}, that counts what is refused.
   *
   * @param nanos a clock that is never set, from any origin, by which failures are logged
   */
  public Publisher(
      Rules rules,
      ChannelLayer layer,
      IdempotencyStore store,
      Refusals refusals,
      LongSupplier nanos) {
    this.refusals = refusals;
    this.rules = rules;
    this.appending = new Appending(layer, nanos);
    this.store = store;
  }

  /**
   * Throws an {@code invalid-key} problem unless {@code key} is 1 to 128 visible ASCII characters.
   */
  public static void requireKey(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new Problem(
              Problem.Code.INVALID_KEY, "an Idempotency-Key is 1 to 128 visible ASCII characters")
          .thrown();
    }
  }

  /** What was refused. */
  public Refusals refusals() {
    return refusals;
  }

  /** Counts a refusal that {@code caller} is told, of a request to these groups. */
  public void refused(Caller caller, List<GroupName> groups, Problem problem) {
    refusals.count(
        problem,
        () ->
            groups.stream().map(GroupName::value).collect(Collectors.joining(","))
                + " from "
                + caller.from());
  }

  /** Throws the problem unless {@code caller} may publish to all of {@code groups}. */
  public void requireRight(Caller caller, List<GroupName> groups) {
    for (GroupName group : groups) {
      require(
          rules.mayPublish(group, caller),
          () -> "to publish to %s: %s".formatted(group, rules.whyNotPublish(group, caller)));
    }
  }

  /** Throws the problem unless {@code caller} may read all of {@code groups}. */
  public void requireReading(Caller caller, List<GroupName> groups) {
    for (GroupName group : groups) {
      require(
          rules.mayJoin(group, caller),
          () -> "to read %s: %s".formatted(group, rules.whyNotJoin(group, caller)));
    }
  }

  private static void require(Decision decision, Supplier<String> why) {
    Problem.@Nullable Code code =
        switch (decision) {
          case ALLOWED -> null;
          case UNAUTHENTICATED -> Problem.Code.UNAUTHENTICATED;
          case REFUSED -> Problem.Code.REFUSED;
        };
    if (code != null) {
      throw new Problem(code, why.get()).thrown();
    }
  }

  /**
   * Publishes a message to groups; the stage never fails, and may complete on any thread.
   *
   * @param key an idempotency key that {@link #requireKey} let pass, perhaps with a line's number,
   *     or null
   */
  public CompletionStage<Answer> publish(
      Caller caller, List<GroupName> groups, Message message, @Nullable String key) {
    try {
      requireRight(caller, groups);
    } catch (ProblemException e) {
      return CompletableFuture.completedFuture(new Answer.Rejected(e.problem(), ""));
    }
    return key == null
        ? appending.append(Attempt.of(ByteBuffer.allocate(0)), groups, message)
        : publishOnce(scope(caller, groups, key), groups, message);
  }

  private CompletionStage<Answer> publishOnce(String key, List<GroupName> groups, Message message) {
    IdempotencyStore.Claim claim = store.claim(key, fingerprint(message));
    if (claim instanceof IdempotencyStore.Claim.Run run) {
      return appending
          .append(run.attempt(), groups, message)
          .thenApply(
              answer -> {
                if (run.attempt().done().isEmpty()) {
                  store.forget(key);
                }
                run.attempt().answer().complete(answer);
                return answer;
              });
    }
    if (claim instanceof IdempotencyStore.Claim.Known known) {
      return known.attempt().answer().thenApply(Publisher::replayed);
    }
    return CompletableFuture.completedFuture(
        claim instanceof IdempotencyStore.Claim.Full
            ? rejected(Problem.Code.TOO_MANY_KEYS, "no room to remember the key: try again later")
            : rejected(
                Problem.Code.KEY_REUSED,
                "the Idempotency-Key was used with another message: use a new one"));
  }

  private static Answer rejected(Problem.Code code, String detail) {
    return new Answer.Rejected(new Problem(code, detail), "");
  }

  private static Answer replayed(Answer answer) {
    return answer instanceof Answer.Accepted accepted
        ? new Answer.Accepted(accepted.cursor(), accepted.offsets(), true)
        : answer;
  }

  private static String scope(Caller caller, List<GroupName> groups, String key) {
    String names = groups.stream().sorted().map(GroupName::value).collect(Collectors.joining(","));
    return key + " " + names + " " + caller.identity();
  }

  private static ByteBuffer fingerprint(Message message) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(
          (message.kind() + " " + message.type() + "\n").getBytes(StandardCharsets.UTF_8));
      sha256.update(message.content());
      return ByteBuffer.wrap(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
