package org.fanfare.session;

import java.util.function.Supplier;
import org.fanfare.connection.Answer;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;
import org.fanfare.connection.WaitingRequests;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.protocol.MessageParser;
import org.fanfare.publish.Permit;
import org.fanfare.publish.Publisher;
import org.fanfare.publish.Rights;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes each frame of a WebSocket to every group of its URL. If a message is refused, the
 * WebSocket is closed with the reason.
 */
final class BareInbox implements Inbox {
  private final GroupRequest.Read request;
  private final ClientConnection connection;
  private final Publisher publisher;
  private final Rights rights;
  private final int maxSize;
  private final WaitingRequests requests;
  private boolean overflown;
  private @Nullable Permit permit; // determined when the first frame arrives

  BareInbox(
      GroupRequest.Read request,
      ClientConnection connection,
      Publisher publisher,
      Rights rights,
      int maxSize) {
    this.request = request;
    this.connection = connection;
    this.publisher = publisher;
    this.rights = rights;
    this.maxSize = maxSize;
    this.requests = connection.requests();
  }

  @Override
  public void text(String text) {
    take(text.length(), () -> MessageParser.text(MediaType.TEXT, text, maxSize));
  }

  @Override
  public void bytes(byte[] bytes) {
    take(bytes.length, () -> Message.bytes(MediaType.BYTES, bytes));
  }

  private void take(int size, Supplier<Message> message) {
    WaitingRequests.Waiting waiting = requests.take(size, this::overflows);
    if (waiting == null) {
      return;
    }
    try {
      publish(message.get(), waiting);
    } catch (ProblemException e) {
      waiting.done();
      refuse(e.problem());
    }
  }

  private void overflows(Ended why) {
    if (!overflown) { // what comes until it is closed is no further task of the shard
      overflown = true;
      connection.close(why, 0);
    }
  }

  @Override
  public int maxSize() {
    return maxSize;
  }

  private void publish(Message message, WaitingRequests.Waiting waiting) {
    Permit known = permit;
    if (known == null) {
      known = rights.requirePublishing(request.caller(), request.groups());
      permit = known;
    }
    publisher
        .publish(known, message, null)
        .whenComplete((answer, failure) -> waiting.done())
        .thenAccept(this::answered);
  }

  private void answered(Answer answer) {
    if (answer instanceof Answer.Rejected rejected) {
      refuse(rejected.problem());
    }
  }

  private void refuse(Problem problem) {
    publisher.refused(request.caller(), request.groups(), problem);
    connection.close(Ended.of(problem), 0);
  }
}
