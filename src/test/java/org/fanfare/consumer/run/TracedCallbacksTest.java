package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.LogCapture;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.CallbackTraces;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Route;
import org.fanfare.status.ProblemException;
import org.junit.jupiter.api.Test;

/** Rule P38: each callback is shown to who traces the application, from its begin to its end. */
class TracedCallbacksTest {
  private final List<String> traced = new ArrayList<>();
  private final SessionRig rig = new SessionRig(this::opened);
  private final Mentioned consumer = new Mentioned();
  private final ConsumerRoute route = rig.route(Mentioned.class, () -> consumer);
  private final SessionClient client = new SessionClient(rig, route);

  /** Says in the trace what it does, so that it is seen to happen inside. */
  @Route("/mentioned/{where}")
  @PermitAll
  static class Mentioned implements Consumer {
    private Runnable connecting = () -> {};
    private Runnable ending = () -> {};
    private Connection client;

    @Override
    public void connect(Connection opened) {
      client = opened;
      connecting.run();
    }

    @FromClient("say")
    void say() {}

    @FromClient("break")
    void breaks() {
      throw new IllegalStateException("for this test");
    }

    @FromClient("overflow")
    void overflows() {
      throw new StackOverflowError("for this test");
    }

    @FromClient("refuse")
    void refuses(Connection from) {
      throw new Refused(409, "not-now", "for this test");
    }

    @FromLayer("note")
    void note() {}

    @Override
    public void failed(Exception failure, Connection from) {}

    @Override
    public void disconnect(Ended why, Connection ended) {
      ending.run();
    }
  }

  private CallbackTraces.OfConnection opened(String path) {
    traced.add("opened " + path);
    return callback -> {
      traced.add("begin " + callback);
      return new CallbackTraces.Running() {
        @Override
        public void failed(Throwable failure) {
          traced.add("failed " + failure.getClass().getSimpleName());
        }

        @Override
        public void end() {
          traced.add("end");
        }
      };
    };
  }

  private void says(String type) {
    traced.clear();
    client.sends("{\"type\":\"" + type + "\"}");
  }

  private void opensRefused() {
    assertThatExceptionOfType(ProblemException.class).isThrownBy(client::opensSocket);
  }

  @Test
  void aConnectionIsTracedFromTheThreadOfItsRequest() {
    consumer.connecting = () -> traced.add("it connects");

    client.opensSocket();

    assertThat(traced)
        .containsExactly("opened /mentioned/{where}", "begin connect", "it connects", "end");
  }

  @Test
  void eachCallbackHasItsBeginAndItsEnd() {
    client.opensSocket();

    says("say");
    assertThat(traced).containsExactly("begin fromClient", "end");
    traced.clear();
    consumer.client.sendTo(consumer.client.channel(), "note", null);
    rig.run();
    assertThat(traced)
        .as("and nothing for an empty mailbox")
        .containsExactly("begin fromLayer", "end");
    traced.clear();
    consumer.client.execute(() -> traced.add("it runs"));
    consumer.client.after(Duration.ofSeconds(1), () -> traced.add("it is due"));
    rig.pass(Duration.ofSeconds(1));
    assertThat(traced)
        .containsExactly("begin execute", "it runs", "end", "begin timer", "it is due", "end");
    traced.clear();
    consumer.ending = () -> traced.add("it leaves");
    consumer.client.close();
    rig.run();
    assertThat(traced).containsExactly("begin disconnect", "it leaves", "end");
  }

  @Test
  void whatACallbackThrowsIsToldAlsoIfTheConsumerHandlesIt() {
    client.opensSocket();

    says("break");
    assertThat(traced).containsExactly("begin fromClient", "failed IllegalStateException", "end");
    says("overflow");
    assertThat(traced).containsExactly("begin fromClient", "failed StackOverflowError", "end");
    assertThat(rig.thrown()).isEmpty();
  }

  @Test
  void aMistakeOfTheClientIsNoFailure() {
    client.opensSocket();

    says("refuse");
    assertThat(traced).containsExactly("begin fromClient", "end");
    says("unknown");
    assertThat(traced).containsExactly("begin fromClient", "end");
  }

  @Test
  void whoIsRefusedIsNoFailureAndWhatConnectThrowsIsOne() {
    consumer.connecting =
        () -> {
          throw new Refused(409, "full", "for this test");
        };
    opensRefused();
    assertThat(traced).containsExactly("opened /mentioned/{where}", "begin connect", "end");

    traced.clear();
    consumer.connecting =
        () -> {
          throw new IllegalStateException("for this test");
        };
    try (LogCapture log = new LogCapture(Mentioned.class.getName())) {
      opensRefused();
      assertThat(log.lines()).hasSize(1);
    }
    assertThat(traced)
        .containsExactly(
            "opened /mentioned/{where}", "begin connect", "failed IllegalStateException", "end");
  }

  @Test
  void whatDisconnectThrowsIsToldToo() {
    client.opensSocket();
    consumer.ending =
        () -> {
          throw new IllegalStateException("for this test");
        };
    traced.clear();

    try (LogCapture log = new LogCapture(Mentioned.class.getName())) {
      consumer.client.close();
      rig.run();
      assertThat(log.lines()).hasSize(1);
    }

    assertThat(traced).containsExactly("begin disconnect", "failed IllegalStateException", "end");
  }
}
