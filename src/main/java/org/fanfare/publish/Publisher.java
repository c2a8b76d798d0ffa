package org.fanfare.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fanfare.connection.Answer;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.PublishKey;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.security.Caller;
import org.fanfare.status.Problem;
import org.fanfare.status.Refusals;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages of callers who have a permit; every publish is answered. Safe for use by any
 * thread; nothing blocks.
 */
public final class Publisher {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private final MessageAppender appending;
  private final Refusals refusals;
  private final PublishRates rates;
  private final Later later;

  /** Runs a task after a delay. */
  @FunctionalInterface
  public interface Later {
    /** Runs a task once; on any thread that may publish. */
    void after(Duration delay, Runnable task);
  }

  /**
   * Creates a publisher that publishes to {@code layer} and counts what is refused. Callers publish
   * as fast as they like.
   *
   * @param nanos a monotonic clock in nanoseconds with any origin, which limits how often failures
   *     are logged
   */
  public Publisher(ChannelLayer layer, Refusals refusals, LongSupplier nanos) {
    this(layer, refusals, nanos, new PublishRates(Integer.MAX_VALUE, nanos), (wait, task) -> {});
  }

  /**
   * Creates the same, for callers who publish no faster than a rate.
   *
   * @param later lets lines wait for their turn
   */
  public Publisher(
      ChannelLayer layer, Refusals refusals, LongSupplier nanos, PublishRates rates, Later later) {
    this.refusals = refusals;
    this.appending = new MessageAppender(layer, nanos);
    this.rates = rates;
    this.later = later;
  }

  /**
   * Throws an {@code invalid-key} problem unless {@code key} is 1 to 128 visible ASCII characters.
   */
  public static void requireKey(String key) {
    if (!isKey(key)) {
      throw new Problem(
              Status.INVALID_KEY, "an Idempotency-Key is 1 to 128 visible ASCII characters")
          .thrown();
    }
  }

  /** Returns whether {@code key} is 1 to 128 visible ASCII characters. */
  public static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  /** Counts a refusal, which {@code caller} is notified of, of a request to these groups. */
  public void refused(Caller caller, List<GroupName> groups, Problem problem) {
    refusals.count(
        problem,
        () ->
            groups.stream().map(GroupName::value).collect(Collectors.joining(","))
                + " from "
                + caller.from());
  }

  /**
   * Publishes a message. The stage never fails, and may complete on any thread.
   *
   * @param permit proves that the caller may publish, and to which groups
   * @param key an idempotency key that {@link #requireKey} accepts; or null
   */
  public CompletionStage<Answer> publish(Permit permit, Message message, @Nullable String key) {
    Problem tooFast = rates.take(permit.caller(), permit.groups().size());
    return tooFast == null
        ? append(permit, message, key, null, null)
        : CompletableFuture.completedFuture(new Answer.Rejected(tooFast));
  }

  /**
   * Publishes a line of a stream, whose key may be one of which only the newest are remembered. A
   * line of a caller who publishes too fast waits for its turn, instead of being refused; otherwise
   * the same.
   *
   * @param key a key as above, or that of a line: the key of its stream, a slash and its number
   * @param window the {@link #window} of the permit; null if the key belongs to none
   * @param line the place of the line in its {@link #stream}; null if it has none
   * @param waits whether it waits for its turn; else it is published at once, and not counted
   */
  public CompletionStage<Answer> publishLine(
      Permit permit,
      Message message,
      @Nullable String key,
      @Nullable String window,
      PublishKey.@Nullable Line line,
      boolean waits) {
    long wait = !waits ? 0 : rates.pace(permit.caller(), permit.groups().size());
    if (wait == 0) {
      return append(permit, message, key, window, line);
    }
    CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
    later.after(Duration.ofNanos(wait), () -> turn.complete(null));
    return turn.thenCompose(x -> append(permit, message, key, window, line));
  }

  private CompletionStage<Answer> append(
      Permit permit,
      Message message,
      @Nullable String key,
      @Nullable String window,
      PublishKey.@Nullable Line line) {
    PublishKey once =
        key == null
            ? null
            : new PublishKey(
                hash(key + " " + namesAndCaller(permit)),
                fingerprint(message),
                window,
                line,
                new PublishKey.Owner(permit.caller().bearer(), permit.caller().isNobody()));
    return appending.append(permit.groups(), message, once);
  }

  /** Returns what identifies the stream of a caller to groups that has this key. */
  public static String stream(Permit permit, String key) {
    return hash(key + "/ " + namesAndCaller(permit));
  }

  /**
   * Returns the window for keys of which only the newest are to be remembered: there is one for
   * each caller and set of groups.
   */
  public static String window(Permit permit) {
    return hash(namesAndCaller(permit));
  }

  private static String namesAndCaller(Permit permit) {
    String names =
        permit.groups().stream().sorted().map(GroupName::value).collect(Collectors.joining(","));
    return names + " " + permit.caller().identity();
  }

  private static String fingerprint(Message message) {
    MessageDigest sha256 = sha256();
    sha256.update((message.kind() + " " + message.type() + "\n").getBytes(StandardCharsets.UTF_8));
    sha256.update(message.content());
    return text(sha256.digest());
  }

  private static String hash(String text) {
    return text(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
