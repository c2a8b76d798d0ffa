package org.fanfare.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.fanfare.fanout.Mailboxes;
import org.fanfare.layer.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What other nodes send to this one: requests, which are done and answered in the order in which
 * they come, and answers to this node's own requests.
 *
 * <p>A request that comes again within 10 seconds is answered as before, and not done again. What
 * cannot be read is counted, and ignored. Used on the loop, except for {@link #ignored}.
 */
final class Inbox implements Subscriptions.Subscriber {
  private final Following following;
  private final byte[] channel;
  private final Mailboxes mailboxes;
  private final Consumer<ChannelAnswer> answers;
  private final Runnable heard;
  private final AnsweredRequests answered;
  private final LongAdder ignored = new LongAdder();
  private boolean isHearing;

  /**
   * Creates an inbox that does not hear yet; it is to be subscribed.
   *
   * @param mailboxes the channels of this node
   * @param answers is told the answers to this node's requests
   * @param heard is told, on each new link, that requests and answers are heard from now on
   */
  Inbox(
      Following following,
      NodeTag node,
      Mailboxes mailboxes,
      Consumer<ChannelAnswer> answers,
      Runnable heard) {
    this.following = following;
    this.channel = following.keys().inbox(node.value());
    this.mailboxes = mailboxes;
    this.answers = answers;
    this.heard = heard;
    this.answered = new AnsweredRequests(following.loop());
  }

  @Override
  public byte[] channel() {
    return channel;
  }

  /** {@inheritDoc} Before any group's, so that the node can be asked again as soon as possible. */
  @Override
  public long heardAt() {
    return Long.MAX_VALUE;
  }

  @Override
  public void interrupt() {
    isHearing = false;
  }

  @Override
  public CompletionStage<?> resume() {
    isHearing = true;
    heard.run();
    return CompletableFuture.completedFuture(null);
  }

  /** Returns whether everything is heard that is sent to this node. */
  boolean isHearing() {
    return isHearing;
  }

  /** Returns how many notifications could not be read; for any thread. */
  long ignored() {
    return ignored.sum();
  }

  @Override
  public void heard(byte[] payload) {
    NodeMessage message = read(payload);
    if (message instanceof ChannelAnswer answer) {
      answers.accept(answer);
    } else if (message instanceof ChannelRequest request) {
      answer(request, outcome(request));
    }
  }

  private @Nullable NodeMessage read(byte[] payload) {
    try {
      return NodeMessage.of(payload);
    } catch (IllegalArgumentException unknown) {
      ignored.increment();
      return null;
    }
  }

  private Outcome<Void> outcome(ChannelRequest request) {
    Outcome<Void> before = answered.outcome(request);
    if (before != null) {
      return before;
    }
    Outcome<Void> outcome = request.run(mailboxes);
    answered.add(request, outcome);
    return outcome;
  }

  /** Answers a request. If that cannot be done, the node that asked is left not knowing. */
  private void answer(ChannelRequest request, Outcome<Void> outcome) {
    byte[] inbox = following.keys().inbox(request.from().value());
    byte[] answer = new ChannelAnswer(request.id(), outcome).packed();
    CompletionStage<?> unused =
        following.ask(link -> link.notify(inbox, answer), heardBy -> heardBy);
  }
}
