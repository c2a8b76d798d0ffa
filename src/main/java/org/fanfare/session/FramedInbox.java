package org.fanfare.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fanfare.connection.Answer;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.WaitingRequests;
import org.fanfare.connection.WaitingRequests.Waiting;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.protocol.ClientFrame;
import org.fanfare.protocol.ClientFrameParser;
import org.fanfare.publish.Publisher;
import org.fanfare.publish.Rights;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the requests in the frames of the subprotocol {@code fanfare}. It replies to each
 * request that has an id, and to each that is refused.
 *
 * <p>Decision. An error in one frame is reported with the frame's id, and the WebSocket stays open.
 * Only text that is not a frame, and has no id by which its client could match the reply, closes
 * it.
 */
final class FramedInbox implements Inbox {
  private final GroupRequest.Read request;
  private final ClientConnection connection;
  private final Publisher publisher;
  private final Rights rights;
  private final ChannelLayer layer;
  private final Membership membership;
  private final int maxSize;
  private final WaitingRequests requests;
  private boolean overflown;

  FramedInbox(
      GroupRequest.Read request,
      ClientConnection connection,
      Publisher publisher,
      Rights rights,
      ChannelLayer layer,
      Membership membership,
      int maxSize) {
    this.request = request;
    this.connection = connection;
    this.publisher = publisher;
    this.rights = rights;
    this.layer = layer;
    this.membership = membership;
    this.maxSize = maxSize;
    this.requests = connection.requests();
  }

  /**
   * A frame may be twice as long as a message, because of escapes, and a little more for its other
   * members.
   */
  @Override
  public int maxSize() {
    return 2 * maxSize + 4096;
  }

  @Override
  public void bytes(byte[] bytes) {
    connection.close(Ended.UNSUPPORTED, 0);
  }

  @Override
  public void text(String text) {
    Waiting waiting = requests.take(text.length(), this::overflows);
    if (waiting == null) {
      return;
    }
    ClientFrame frame;
    try {
      frame = new ClientFrameParser(maxSize).read(text);
    } catch (ProblemException e) {
      refuseUnread(text, e.problem(), waiting);
      return;
    }
    try {
      handle(frame, waiting);
    } catch (ProblemException e) {
      refuse(frame.id(), e.problem(), waiting);
    }
  }

  private void overflows(Ended why) {
    if (!overflown) { // what comes until it is closed is no further task of the shard
      overflown = true;
      if (why.status().isProblem()) {
        publisher.refused(request.caller(), request.groups(), why.problem());
      }
      connection.close(why, 0);
    }
  }

  private void refuseUnread(String text, Problem problem, Waiting waiting) {
    String id = ClientFrameParser.id(text);
    if (id == null && problem.status() == Status.INVALID_FRAME) {
      waiting.done();
      publisher.refused(request.caller(), request.groups(), problem);
      connection.close(Ended.of(problem), 0);
    } else {
      refuse(id, problem, waiting);
    }
  }

  private void handle(ClientFrame frame, Waiting waiting) {
    if (frame instanceof ClientFrame.Publish publish) {
      publish(publish, waiting);
    } else if (frame instanceof ClientFrame.Join join) {
      List<GroupName> groups = groups(join.groups());
      rights.requireReading(request.caller(), groups);
      membership.join(join, groups, waiting::done);
    } else if (frame instanceof ClientFrame.Leave leave) {
      membership.leave(leave, groups(leave.groups()), waiting::done);
    } else if (frame instanceof ClientFrame.Send send) {
      send(send, waiting);
    }
  }

  private List<GroupName> groups(List<String> names) {
    return GroupNames.of(names, request.caller());
  }

  private void publish(ClientFrame.Publish frame, Waiting waiting) {
    if (frame.key() != null) {
      Publisher.requireKey(frame.key());
    }
    List<GroupName> groups = frame.groups() == null ? request.groups() : groups(frame.groups());
    publisher
        .publish(rights.requirePublishing(request.caller(), groups), frame.message(), frame.key())
        .thenAccept(answer -> answered(frame.id(), answer, waiting))
        .whenComplete((x, failure) -> doneIf(failure != null, waiting));
  }

  private static void doneIf(boolean failed, Waiting waiting) {
    if (failed) {
      waiting.done();
    }
  }

  private void answered(@Nullable String id, Answer answer, Waiting waiting) {
    if (answer instanceof Answer.Rejected rejected) {
      publisher.refused(request.caller(), request.groups(), rejected.problem());
      reply(id, rejected, waiting);
    } else if (id != null) {
      reply(id, answer, waiting);
    } else {
      waiting.done();
    }
  }

  private void send(ClientFrame.Send frame, Waiting waiting) {
    ChannelName channel;
    try {
      channel = new ChannelName(frame.channel());
    } catch (IllegalArgumentException e) {
      throw Refusal.NO_CHANNEL.problem("").thrown();
    }
    CompletionStage<Outcome<Void>> sent =
        CompletableFuture.completedFuture(channel)
            .thenCompose(to -> layer.send(to, frame.message())); // a throw fails the stage too
    sent.whenComplete(
        (outcome, failure) -> {
          if (outcome instanceof Outcome.Refused<Void> refused) {
            refuse(frame.id(), refused.refusal().problem(""), waiting);
          } else if (failure != null) {
            refuse(frame.id(), Ended.UNAVAILABLE.problem(), waiting);
          } else if (frame.id() != null) {
            reply(frame.id(), new Answer.Done(null), waiting);
          } else {
            waiting.done();
          }
        });
  }

  private void refuse(@Nullable String id, Problem problem, Waiting waiting) {
    publisher.refused(request.caller(), request.groups(), problem);
    reply(id, new Answer.Rejected(problem), waiting);
  }

  /** The request waits until its answer is one of the replies, which have a bound of their own. */
  private void reply(@Nullable String id, Answer answer, Waiting waiting) {
    connection.reply(new Outgoing.Reply(id, answer), waiting::done);
  }
}
