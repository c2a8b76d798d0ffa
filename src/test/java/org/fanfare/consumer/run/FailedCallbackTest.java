package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.fanfare.LogCapture;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.InvalidMessageException;
import org.fanfare.consumer.Route;
import org.junit.jupiter.api.Test;

/**
 * Rule P18: what a callback throws goes to {@code failed}, errors too; if that throws, the
 * connection ends. Rule P17: only the message that it was called for can be a mistake of the
 * client. Rule P19: a failure is logged once, as it was thrown.
 */
class FailedCallbackTest {
  private final SessionRig rig = new SessionRig();
  private final Frail consumer = new Frail();
  private final SessionClient client =
      new SessionClient(rig, rig.route(Frail.class, () -> consumer));

  /** Throws errors. */
  @Route("/frail")
  @PermitAll
  static class Frail implements Consumer {
    private final List<Exception> failures = new ArrayList<>();
    private final List<Ended> ends = new ArrayList<>();
    private String then = "throws it on";

    @FromClient
    void text(String text, Connection from) {
      if (text.equals("overflow")) {
        throw new StackOverflowError("for this test");
      }
      if (text.equals("reads another message")) {
        throw InvalidMessageException.unknownType("that of another message");
      }
      from.send("you said " + text);
    }

    @Override
    public void failed(Exception failure, Connection from) throws Exception {
      failures.add(failure);
      switch (then) {
        case "goes on" -> from.send("never mind");
        case "throws another" -> throw new IllegalStateException("another");
        default -> throw failure;
      }
    }

    @Override
    public void disconnect(Ended why, Connection from) {
      ends.add(why);
    }
  }

  @Test
  void anErrorComesToFailedAsTheCauseOfAnException() {
    try (LogCapture log = new LogCapture(Frail.class.getName())) {
      client.opensSocket();
      client.sends("overflow");

      assertThat(log.lines()).hasSize(1);
    }

    assertThat(rig.thrown()).hasSize(1).first().isInstanceOf(StackOverflowError.class);
    assertThat(consumer.failures).hasSize(1);
    assertThat(consumer.failures.get(0))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThat(consumer.ends).containsExactly(Ended.ERROR);
  }

  @Test
  void aConnectionWhoseConsumerHandlesAnErrorGoesOn() {
    consumer.then = "goes on";
    client.opensSocket();

    client.sends("overflow");
    client.sends("hello");

    assertThat(client.heard()).containsExactly("never mind", "you said hello");
    assertThat(consumer.ends).isEmpty();
  }

  @Test
  void anInvalidMessageThatTheHandlerItselfMetIsNoMistakeOfTheClient() {
    client.opensSocket();

    client.sends("reads another message");

    assertThat(consumer.failures).hasSize(1).first().isInstanceOf(InvalidMessageException.class);
    assertThat(client.heard()).isEmpty();
    assertThat(consumer.ends).containsExactly(Ended.ERROR);
  }

  @Test
  void whatFailedItselfThrowsIsLogged() {
    consumer.then = "throws another";
    try (LogCapture log = new LogCapture(Frail.class.getName())) {
      client.opensSocket();
      client.sends("overflow");

      assertThat(log.lines()).hasSize(1);
    }

    assertThat(rig.thrown()).hasSize(1).first().isInstanceOf(IllegalStateException.class);
    assertThat(consumer.ends).containsExactly(Ended.ERROR);
  }
}
