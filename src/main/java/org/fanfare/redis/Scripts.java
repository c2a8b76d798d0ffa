package org.fanfare.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Epoch;
import org.fanfare.threads.Loop;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests in the store, behind the <em>fence</em>: an epoch belongs to one life of one
 * server, so that no position is ever given to two publications.
 *
 * <p>Each request carries the life of the server, which was read on the very link that it runs on.
 * A script that meets another life in a group's meta replies {@code LIFE} and does nothing. The
 * node then looks again, on the same link; if the server is still the one that it was, the request
 * is repeated and says which life the node has seen. This keeps two nodes that see different lives
 * from ending each other's epochs in turns. A script that would begin a life of a group replies
 * {@code NONE}, until the group has a place under its rule. After these replies a request is
 * repeated, because after them nothing was done.
 *
 * <p>Where the server has no memory, the request is repeated without what needs some, if it can be,
 * and else refused: nothing was done either.
 *
 * <p>Used on the loop.
 */
final class Scripts {
  private final Loop loop;
  private final Master master;
  private final Keys keys;
  private final long timeOut; // in milliseconds
  private final LongSupplier shift;
  private final RandomGenerator random;

  /** Creates what runs requests on a master's link. */
  Scripts(NodePlace place, Master master) {
    this.loop = place.loop();
    this.master = master;
    this.keys = place.keys();
    this.timeOut = place.times().timeOut().toMillis();
    this.shift = place.shift();
    this.random = place.random();
  }

  /** A request on its way to an answer. */
  private final class Attempt<R> {
    private Request<R> request;
    private final boolean mayBegin;
    private final long begunAt = loop.millis();
    private final CompletableFuture<Outcome<R>> outcome = new CompletableFuture<>();
    private @Nullable Long seen;
    private boolean isAdmitted;

    Attempt(Request<R> request, boolean mayBegin) {
      this.request = request;
      this.mayBegin = mayBegin;
    }

    void run() {
      if (loop.millis() - begunAt >= timeOut) {
        fail(new LinkException(LinkException.Kind.NOT_ASKED, "Redis answers too slowly"));
        return;
      }
      Link link;
      try {
        link = master.link();
      } catch (LinkException refused) {
        fail(refused);
        return;
      }
      Request.Fence fence =
          new Request.Fence(link.life(), seen, Epoch.random(random), isAdmitted, shift.getAsLong());
      link.run(request.script(), request.keys(keys), request.arguments(fence, keys))
          .whenComplete(
              (reply, failure) -> {
                if (failure != null) {
                  master.failed(link, failure);
                  fail(failure);
                } else {
                  replied(link, reply);
                }
              });
    }

    private void replied(Link link, List<Object> reply) {
      try {
        switch (Request.wordOf(reply)) {
          case "LIFE" -> look(link, Request.bits(reply.get(1)));
          case "NONE" -> admit();
          default -> outcome.complete(Outcome.done(request.answer(reply)));
        }
      } catch (IllegalArgumentException foreign) {
        fail(foreign);
      }
    }

    private void look(Link link, long other) {
      link.look()
          .whenComplete(
              (life, failure) -> {
                if (failure != null) {
                  fail(new LinkException(LinkException.Kind.NOT_ASKED, failure));
                } else if (life != link.life()) {
                  master.lose(link, "the server is no longer the master that it was");
                  fail(new LinkException(LinkException.Kind.NOT_ASKED, "Redis has begun anew"));
                } else {
                  seen = other;
                  run();
                }
              });
    }

    private void admit() {
      if (!mayBegin) {
        outcome.complete(Outcome.refused(Refusal.NO_GROUP));
        return;
      }
      Scripts.this
          .keepPlace(request, request.policy().idle().toMillis() * 5 / 4)
          .whenComplete(
              (hasPlace, failure) -> {
                if (failure != null) {
                  fail(new LinkException(LinkException.Kind.NOT_ASKED, failure));
                } else if (hasPlace) {
                  isAdmitted = true;
                  run();
                } else {
                  outcome.complete(Outcome.refused(Refusal.TOO_MANY_GROUPS));
                }
              });
    }

    private void fail(Throwable failure) {
      LinkException known = LinkException.in(failure);
      if (known == null || !known.isFull()) {
        outcome.completeExceptionally(failure);
        return;
      }
      Request<R> without = request.withoutMemory();
      if (without == null) {
        outcome.complete(Outcome.refused(Refusal.MEMORY_FULL));
      } else {
        request = without;
        run();
      }
    }
  }

  /**
   * Runs a request.
   *
   * @param mayBegin whether a life of the group begins if it has none; else it is refused
   * @return completes on the loop; fails with {@link LinkException}, or with {@link
   *     IllegalArgumentException} if the store holds something that is not ours
   */
  <R> CompletionStage<Outcome<R>> run(Request<R> request, boolean mayBegin) {
    Attempt<R> attempt = new Attempt<>(request, mayBegin);
    attempt.run();
    return attempt.outcome;
  }

  /**
   * Gives a request's group a place under its rule, or keeps the place that it has.
   *
   * @param lasts for how many milliseconds
   * @return whether it has one
   */
  CompletionStage<Boolean> keepPlace(Request<?> request, long lasts) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    try {
      Link link = master.link();
      link.run(
              Script.ADMIT,
              Admit.keys(keys, request.policy()),
              Admit.arguments(request.group(), request.policy(), lasts, shift.getAsLong()))
          .whenComplete(
              (reply, failure) -> {
                if (failure != null) {
                  master.failed(link, failure);
                  answer.completeExceptionally(failure);
                } else {
                  answer.complete(Admit.hasPlace(reply));
                }
              });
    } catch (LinkException refused) {
      answer.completeExceptionally(refused);
    }
    return answer;
  }
}
