package org.fanfare.session;

import org.fanfare.connection.CloseReason;
import org.fanfare.connection.Connection;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.protocol.Intake;
import org.fanfare.protocol.Problem;
import org.fanfare.protocol.ProblemException;
import org.fanfare.publish.Answer;
import org.fanfare.publish.Publisher;

/**
 * Publishes each frame to every group of the URL; what is refused ends the socket, with the reason.
 */
final class BareInbox implements Inbox {
  private final Ask ask;
  private final Connection connection;
  private final Publisher publisher;
  private final int maxSize;

  BareInbox(Ask ask, Connection connection, Publisher publisher, int maxSize) {
    this.ask = ask;
    this.connection = connection;
    this.publisher = publisher;
    this.maxSize = maxSize;
  }

  @Override
  public void text(String text) {
    try {
      publish(Intake.text(MediaType.TEXT, text, maxSize));
    } catch (ProblemException e) {
      refuse(e.problem());
    }
  }

  @Override
  public void bytes(byte[] bytes) {
    publish(Message.bytes(MediaType.BYTES, bytes));
  }

  @Override
  public int maxSize() {
    return maxSize;
  }

  private void publish(Message message) {
    publisher.publish(ask.caller(), ask.groups(), message, null).thenAccept(this::answered);
  }

  private void answered(Answer answer) {
    if (answer instanceof Answer.Rejected rejected) {
      refuse(rejected.problem());
    }
  }

  private void refuse(Problem problem) {
    publisher.refused(ask.caller(), ask.groups(), problem);
    CloseReason reason =
        switch (problem.code()) {
          case TOO_LARGE -> CloseReason.TOO_LARGE;
          case INVALID_TEXT -> CloseReason.INVALID_TEXT;
          default ->
              problem.passes() ? CloseReason.OVERLOADED : CloseReason.refused(problem.detail());
        };
    connection.close(reason, 0);
  }
}
