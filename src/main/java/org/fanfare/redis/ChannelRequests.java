package org.fanfare.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.message.ChannelName;

/**
 * The requests of this node about channels of others, each from its sending to its answer. None is
 * ever repeated, because it might then be done twice. Used on the loop.
 */
final class ChannelRequests {
  /** How many may be without an answer at one time. */
  static final int MOST = 10_000;

  private final Following following;
  private final NodeTag own;
  private final Deadlines deadlines;
  private final Map<Long, CompletableFuture<Outcome<Void>>> unanswered = new HashMap<>();
  private long last;

  ChannelRequests(Following following, NodeTag own, Deadlines deadlines) {
    this.following = following;
    this.own = own;
    this.deadlines = deadlines;
  }

  /**
   * Asks the node that owns a channel.
   *
   * @return the answer of that node; refused if the node does not live; fails with {@link
   *     LinkException} if the node cannot be asked, or does not answer in time
   */
  CompletionStage<Outcome<Void>> ask(
      NodeTag node, ChannelName channel, ChannelRequest.Action action) {
    if (unanswered.size() >= MOST) {
      return CompletableFuture.failedFuture(
          notAsked("%d requests to other nodes are not answered yet".formatted(MOST)));
    }
    ChannelRequest request = new ChannelRequest(++last, own, channel, action);
    CompletableFuture<Outcome<Void>> answer = new CompletableFuture<>();
    unanswered.put(request.id(), answer);
    CompletionStage<?> unused =
        answer.whenComplete((outcome, failure) -> unanswered.remove(request.id()));
    deadlines.add(answer);
    Keys keys = following.keys();
    following
        .ask(
            link ->
                link.run(
                    Script.SEND, Deliver.keys(keys, node), Deliver.arguments(keys, node, request)),
            Deliver::reply)
        .whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(Calls.asLayers(failure));
              } else {
                sent(reply, answer);
              }
            });
    return answer;
  }

  private static void sent(Deliver.Reply reply, CompletableFuture<Outcome<Void>> answer) {
    switch (reply) {
      case NO_CHANNEL -> answer.complete(Outcome.refused(Refusal.NO_CHANNEL));
      case ABSENT ->
          answer.completeExceptionally(
              notAsked("the channel's node cannot be reached at the moment"));
      case SENT -> {} // the node answers
    }
  }

  /** The owner of a channel has answered; too late, if nobody waits for it any more. */
  void answered(ChannelAnswer answer) {
    CompletableFuture<Outcome<Void>> waiting = unanswered.get(answer.id());
    if (waiting != null) {
      waiting.complete(answer.outcome());
    }
  }

  static LinkException notAsked(String why) {
    return new LinkException(LinkException.Kind.NOT_ASKED, why);
  }
}
