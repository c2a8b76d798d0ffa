package org.fanfare.transport.http;

import org.fanfare.connection.Answer;
import org.fanfare.protocol.AnswerJson;
import org.fanfare.session.GroupPublishing;
import org.fanfare.status.Problem;
import org.fanfare.transport.UnfinishedMessage;

/** A body that is published as one message. */
final class PlainBody extends WholeBody {
  private final GroupPublishing publishing;

  PlainBody(
      Channel channel,
      GroupPublishing publishing,
      int maxSize,
      UnfinishedMessage content,
      Arrival arrival) {
    super(channel, maxSize, content, arrival);
    this.publishing = publishing;
  }

  @Override
  void use(byte[] whole) {
    publishing.publish(publishing.message(whole, maxSize())).thenAccept(this::answer);
  }

  private void answer(Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      accept(AnswerJson.of(accepted), accepted.replayed());
    } else if (answer instanceof Answer.Rejected rejected) {
      refuse(rejected.problem(), AnswerJson.of(rejected));
    }
  }

  @Override
  void refused(Problem problem) {
    publishing.refused(problem);
  }
}
