package org.fanfare.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fanfare.connection.Answer;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
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
    ClientFrame frame;
    try {
      frame = new ClientFrameParser(maxSize).read(text);
    } catch (ProblemException e) {
      refuseUnread(text, e.problem());
      return;
    }
    try {
      handle(frame);
    } catch (ProblemException e) {
      refuse(frame.id(), e.problem());
    }
  }

  private void refuseUnread(String text, Problem problem) {
    String id = ClientFrameParser.id(text);
    if (id == null && problem.status() == Status.INVALID_FRAME) {
      publisher.refused(request.caller(), request.groups(), problem);
      connection.close(Ended.of(problem), 0);
    } else {
      refuse(id, problem);
    }
  }

  private void handle(ClientFrame frame) {
    if (frame instanceof ClientFrame.Publish publish) {
      publish(publish);
    } else if (frame instanceof ClientFrame.Join join) {
      List<GroupName> groups = groups(join.groups());
      rights.requireReading(request.caller(), groups);
      membership.join(join, groups);
    } else if (frame instanceof ClientFrame.Leave leave) {
      membership.leave(leave, groups(leave.groups()));
    } else if (frame instanceof ClientFrame.Send send) {
      send(send);
    }
  }

  private List<GroupName> groups(List<String> names) {
    return GroupNames.of(names, request.caller());
  }

  private void publish(ClientFrame.Publish frame) {
    if (frame.key() != null) {
      Publisher.requireKey(frame.key());
    }
    List<GroupName> groups = frame.groups() == null ? request.groups() : groups(frame.groups());
    publisher
        .publish(rights.requirePublishing(request.caller(), groups), frame.message(), frame.key())
        .thenAccept(answer -> answered(frame.id(), answer));
  }

  private void answered(@Nullable String id, Answer answer) {
    if (answer instanceof Answer.Rejected rejected) {
      publisher.refused(request.caller(), request.groups(), rejected.problem());
      reply(id, rejected);
    } else if (id != null) {
      reply(id, answer);
    }
  }

  private void send(ClientFrame.Send frame) {
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
            refuse(frame.id(), refused.refusal().problem(""));
          } else if (failure != null) {
            refuse(frame.id(), Ended.UNAVAILABLE.problem());
          } else if (frame.id() != null) {
            reply(frame.id(), new Answer.Done(null));
          }
        });
  }

  private void refuse(@Nullable String id, Problem problem) {
    publisher.refused(request.caller(), request.groups(), problem);
    reply(id, new Answer.Rejected(problem));
  }

  private void reply(@Nullable String id, Answer answer) {
    connection.reply(new Outgoing.Reply(id, answer));
  }
}
