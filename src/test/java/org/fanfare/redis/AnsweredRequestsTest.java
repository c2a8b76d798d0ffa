package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.gate.Law;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;

/** How long, and of how many requests, the answers are remembered (R18). */
@Law(6)
final class AnsweredRequestsTest {
  private static final NodeTag ONE = new NodeTag("AAAAAAAAAAA");
  private static final NodeTag OTHER = new NodeTag("BBBBBBBBBBA");

  private final AtomicLong time = new AtomicLong();
  private final AnsweredRequests answered = new AnsweredRequests(new SteppedLoop(time::get));

  private static ChannelRequest request(NodeTag from, long id) {
    return new ChannelRequest(
        id,
        from,
        new ChannelName("C".repeat(35)),
        new ChannelRequest.Remove(new GroupName("any.group")));
  }

  @Test
  void anAnswerIsThatOfTheSameRequestOfTheSameNode() {
    answered.add(request(ONE, 1), Outcome.refused(Refusal.CHANNEL_FULL));

    assertThat(answered.outcome(request(ONE, 1))).isEqualTo(Outcome.refused(Refusal.CHANNEL_FULL));
    assertThat(answered.outcome(request(ONE, 2))).isNull();
    assertThat(answered.outcome(request(OTHER, 1))).isNull();
  }

  @Test
  void itIsRememberedForTenSeconds() {
    answered.add(request(ONE, 1), Outcome.done());
    time.addAndGet(9_999);
    answered.add(request(ONE, 2), Outcome.done());

    assertThat(answered.outcome(request(ONE, 1))).isNotNull();
    time.addAndGet(1);

    assertThat(answered.outcome(request(ONE, 1))).isNull();
    assertThat(answered.outcome(request(ONE, 2))).isNotNull();
  }

  @Test
  void ofTooManyTheOldestIsForgotten() {
    for (int id = 0; id <= AnsweredRequests.MOST; id++) {
      answered.add(request(ONE, id), Outcome.done());
    }

    assertThat(answered.outcome(request(ONE, 0))).isNull();
    assertThat(answered.outcome(request(ONE, 1))).isNotNull();
    assertThat(answered.outcome(request(ONE, AnsweredRequests.MOST))).isNotNull();
  }
}
