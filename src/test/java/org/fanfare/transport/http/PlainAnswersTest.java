package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.fanfare.LogCapture;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.SessionRig;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;

/**
 * What becomes of plain requests that consumers do not answer. Rule P18: the client is told nothing
 * of a failure but that there was one. Rule P19: it is counted, and told once. Rule P29: the
 * instance is made for the request, and ends with it.
 */
final class PlainAnswersTest {
  private final SessionRig rig = new SessionRig();
  private final FakeRequest request = new FakeRequest("GET", "/plain").by("anna");
  private Says says = response -> {};
  private final ConsumerRoute route = rig.route(Plain.class, () -> new Plain(says));

  /** What a consumer says. */
  interface Says {
    /** Says it. */
    void in(HttpServletResponse response) throws Exception;
  }

  /** Answers as a test wants it. */
  @Route("/plain")
  @PermitAll
  static class Plain implements Consumer, PlainHttp {
    private final Says says;

    Plain(Says says) {
      this.says = says;
    }

    @Override
    public void answer(HttpServletRequest asked, HttpServletResponse response) throws Exception {
      says.in(response);
    }
  }

  private void answer(ConsumerRoute asked) throws IOException {
    request.response.response().setHeader("Vary", "Origin");
    PlainAnswers.answer(
        rig.sessions.instances(), asked, request.request(), request.response.response());
  }

  private Problem problem(ConsumerRoute asked) {
    try {
      answer(asked);
    } catch (ProblemException thrown) {
      return thrown.problem();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("it was answered");
  }

  private void assertTold() {
    assertThat(rig.thrown()).hasSize(1).first().asString().contains("for this test");
    assertThat(route.statistics().failures()).isEqualTo(1);
  }

  @Test
  void aRefusalKeepsTheHeadersThatWereThereBeforeAndNoOthers() {
    says =
        response -> {
          response.setHeader("X-Begun", "to say something");
          throw new Refused(409, "full", "both seats are taken");
        };

    assertThat(problem(route).word()).isEqualTo("full");
    assertThat(request.response.headers()).isEqualTo(Map.of("Vary", "Origin"));
    assertThat(rig.thrown()).isEmpty();
    assertThat(rig.destroyed()).isEqualTo(1);
  }

  @Test
  void aFailureIsCountedAndToldOnceWithItsUser() {
    says =
        response -> {
          throw new IllegalStateException("for this test");
        };

    try (LogCapture log = new LogCapture(Plain.class.getName())) {
      assertThat(problem(route).detail()).isEqualTo("the application failed");

      assertThat(log.lines())
          .containsExactly("SEVERE answer of the route /plain for the user anna failed");
    }
    assertTold();
    assertThat(rig.destroyed()).isEqualTo(1);
  }

  @Test
  void aConstructorThatFailsIsAFailureToo() {
    ConsumerRoute broken =
        new ConsumerRoute(
            route.type(),
            () -> {
              throw new IllegalStateException("for this test");
            },
            route.statistics());

    assertThat(problem(broken).status()).isEqualTo(Status.ERROR);
    assertTold();
  }

  @Test
  void whatFailsToReadAFileIsAFailureTooAndNotShownByTheServer() {
    says =
        response -> {
          throw new IOException("for this test");
        };

    assertThat(problem(route).status()).isEqualTo(Status.ERROR);
    assertTold();
  }

  @Test
  void aClientThatLeavesWhileItIsAnsweredIsNoFailure() {
    says =
        response -> {
          request.response.commit();
          throw new IOException("the client has left");
        };

    assertThatThrownBy(() -> answer(route)).hasMessage("the client has left");
    assertThat(rig.thrown()).isEmpty();
    assertThat(rig.destroyed()).isEqualTo(1);
  }

  @Test
  void aFailureAfterTheHeadWasSentIsToldToo() {
    says =
        response -> {
          request.response.commit();
          throw new IllegalStateException("for this test");
        };

    assertThatCode(() -> answer(route)).doesNotThrowAnyException();
    assertTold();
  }
}
