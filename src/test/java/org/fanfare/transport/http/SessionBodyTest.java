package org.fanfare.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.run.Scopes;
import org.fanfare.consumer.run.Session;
import org.fanfare.consumer.run.SessionOwner;
import org.fanfare.consumer.run.SessionRig;
import org.fanfare.consumer.run.Surroundings;
import org.junit.jupiter.api.Test;

/**
 * Rule P42: whatever a frame in a body is answered, the client learns what was taken. Rule P24: a
 * message shows that the user is there, and what a client sends by itself does not.
 */
final class SessionBodyTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration ALMOST = Duration.ofSeconds(15);

  private final SessionRig rig = new SessionRig();
  private final BodyRig bodies = BodyRig.roomy();
  private final List<String> heard = new ArrayList<>();
  private final List<Ended> ends = new ArrayList<>();
  private final Session session =
      rig.sessions.session(
          rig.route(Listener.class, () -> new Listener(heard, ends)),
          Scopes.of("anna", "http-1", TIMEOUT),
          new SessionOwner("anna", null),
          Surroundings.NONE);

  /** Hears texts. */
  @Route("/heard")
  @PermitAll
  static class Listener implements Consumer {
    private final List<String> heard;
    private final List<Ended> ends;

    Listener(List<String> heard, List<Ended> ends) {
      this.heard = heard;
      this.ends = ends;
    }

    @FromClient
    void text(String text) {
      heard.add(text);
    }

    @Override
    public void disconnect(Ended why, Connection client) {
      ends.add(why);
    }
  }

  private FakeResponse posts(String frame) throws Exception {
    return posts(new FakeRequest("POST", "/heard"), frame.getBytes(UTF_8));
  }

  private FakeResponse posts(FakeRequest request, byte[] frame) throws Exception {
    ReturnGate gate = ReturnGate.before(request.request());
    bodies.face.read(request.request(), session);
    gate.open();
    request.response.stream.makeRoom();
    request.body.arrive(frame);
    request.body.end();
    rig.run();
    return request.response;
  }

  @Test
  void aFrameMayBeCompressed() throws Exception {
    FakeRequest request = new FakeRequest("POST", "/heard").with("Content-Encoding", "gzip");

    FakeResponse answer = posts(request, Gzipped.of("{\"up\":[[1,\"one\"]]}"));

    assertThat(answer.text()).isEqualTo("{\"ack\":1}");
    assertThat(heard).containsExactly("one");
  }

  @Test
  void whatIsTakenIsAcknowledged() throws Exception {
    FakeResponse answer = posts("{\"up\":[[1,\"one\"],[2,\"two\"]]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"ack\":2}");
    assertThat(heard).containsExactly("one", "two");
  }

  @Test
  void aMessageThatIsNotTheNextIsRefusedWithWhatWasTaken() throws Exception {
    posts("{\"up\":[[1,\"one\"]]}");

    FakeResponse answer = posts("{\"up\":[[2,\"two\"],[4,\"four\"]]}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("urn:fanfare:out-of-order").endsWith(",\"ack\":2}");
    assertThat(heard).containsExactly("one", "two");
  }

  @Test
  void aFrameThatIsNoneIsRefusedWithWhatWasTakenBefore() throws Exception {
    posts("{\"up\":[[1,\"one\"]]}");

    FakeResponse answer = posts("{\"up\":");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).endsWith(",\"ack\":1}");
  }

  @Test
  void aMessageShowsThatTheUserIsThere() throws Exception {
    rig.pass(ALMOST);
    posts("{\"up\":[[1,\"one\"]]}");
    rig.pass(ALMOST);
    assertThat(ends).isEmpty();

    rig.pass(TIMEOUT.minus(ALMOST));

    assertThat(ends).containsExactly(Ended.LOGIN_EXPIRED);
  }

  @Test
  void whatAClientSendsByItselfDoesNot() throws Exception {
    posts("{\"up\":[[1,\"one\"]]}");
    rig.pass(ALMOST);
    posts("{\"ack\":0}");
    posts("{\"up\":[[1,\"one\"]]}");

    rig.pass(TIMEOUT.minus(ALMOST));

    assertThat(ends).containsExactly(Ended.LOGIN_EXPIRED);
  }
}
