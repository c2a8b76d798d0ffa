package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.run.Notebook;
import org.fanfare.consumer.run.Scopes;
import org.fanfare.consumer.run.SessionOwner;
import org.fanfare.consumer.run.SessionRig;
import org.fanfare.consumer.run.Surroundings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Rule P24: a logout during a request is noticed, by whichever object of the request it was made;
 * what a container does with an object that it uses again is none.
 */
class WatchedLoginTest {
  private final SessionRig rig = new SessionRig();
  private final List<Ended> ends = new ArrayList<>();
  private final FakeRequest request = new FakeRequest("POST", "/out").inSession("id").by("anna");

  @BeforeEach
  void annaIsConnected() {
    rig.sessions.session(
        rig.route(Notebook.class, () -> new Notebook(ends)),
        Scopes.of("anna", "id", Duration.ofMinutes(30)),
        new SessionOwner("anna", null),
        Surroundings.NONE);
  }

  private void during(WatchedLogin.Step step) throws Exception {
    WatchedLogin.during(request.request(), rig.sessions.logins(), step);
    rig.run();
  }

  @Test
  void aLogoutByTheRequestThatIsPassedOnEndsItAtOnce() throws Exception {
    during(
        passed -> {
          passed.logout();
          rig.run();
          assertThat(ends).containsExactly(Ended.LOGGED_OUT);
        });

    assertThat(ends).hasSize(1);
  }

  @Test
  void aLogoutByAnotherObjectOfTheRequestEndsItWhenTheRequestReturns() throws Exception {
    during(passed -> request.request().logout());

    assertThat(ends).containsExactly(Ended.LOGGED_OUT);
  }

  @Test
  void aLogoutIsNoticedAlsoIfTheRequestFailsThen() {
    assertThatThrownBy(
            () ->
                during(
                    passed -> {
                      request.request().logout();
                      throw new ServletException("for this test");
                    }))
        .hasMessage("for this test");
    rig.run();

    assertThat(ends).containsExactly(Ended.LOGGED_OUT);
  }

  @Test
  void aRequestWhoseUserStaysOrWhoHadNoneEndsNothing() throws Exception {
    during(passed -> {});
    request.isUsedAgain();
    during(passed -> {});

    assertThat(ends).isEmpty();
  }

  @Test
  void anAsynchronousRequestIsNotAskedAfterItsThreadHasHandedItOver() throws Exception {
    during(
        passed -> {
          passed.startAsync();
          request.isUsedAgain();
        });

    assertThat(ends).isEmpty();
  }

  @Test
  void aRequestWithoutAnHttpSessionIsPassedOnAsItself() throws Exception {
    HttpServletRequest without = new FakeRequest("POST", "/out").request();

    WatchedLogin.during(
        without, rig.sessions.logins(), passed -> assertThat(passed).isSameAs(without));
  }
}
