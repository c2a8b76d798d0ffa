package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.fanfare.LogCapture;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;

/** Rule P25: who says when a login expires; the earliest time counts. */
class LoginExpiriesTest {
  private static final Instant SOON = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant LATER = SOON.plusSeconds(60);

  private final LoginExpiries silent = new LoginExpiries(caller -> Optional.empty());

  /** As MicroProfile JWT has it: an interface, implemented by a class that nobody sees. */
  @SuppressWarnings("UnusedMethod") // it is called by its name
  private record Token(long getExpirationTime) implements Principal {
    @Override
    public String getName() {
      return "anna";
    }
  }

  /** Has a method of that name that means something else. */
  private record Other(String getExpirationTime) implements Principal {
    @Override
    public String getName() {
      return "anna";
    }
  }

  /** Has no such claim. */
  record Broken() implements Principal {
    @Override
    public String getName() {
      return "anna";
    }

    @SuppressWarnings("unused") // it is called by its name
    public long getExpirationTime() {
      return Long.parseLong("");
    }
  }

  private static Principal token(Instant expires) {
    return new Token(expires.getEpochSecond());
  }

  @Test
  void whoIsNotLoggedInHasNoLoginThatExpires() {
    assertThat(new LoginExpiries(caller -> Optional.of(SOON)).of(null)).isNull();
  }

  @Test
  void aPrincipalThatDoesNotSayItIsNotKnownToExpire() {
    assertThat(silent.of(() -> "anna")).isNull();
    assertThat(silent.of(new Other("tomorrow"))).isNull();
    assertThat(silent.of(new Broken())).isNull();
  }

  @Test
  void aPrincipalSaysItInSeconds() {
    assertThat(silent.of(token(SOON))).isEqualTo(SOON);
  }

  @Test
  void secondsThatAreNoTimeAreNotKnown() {
    assertThat(silent.of(new Token(0))).isNull();
    assertThat(silent.of(new Token(-1))).isNull();
    assertThat(silent.of(new Token(Long.MAX_VALUE))).isNull();
  }

  @Test
  void theApplicationSaysItForAnyPrincipal() {
    LoginExpiries application =
        new LoginExpiries(
            caller -> caller.getName().equals("anna") ? Optional.of(SOON) : Optional.empty());

    assertThat(application.of(() -> "anna")).isEqualTo(SOON);
    assertThat(application.of(() -> "berta")).isNull();
  }

  @Test
  void theEarlierTimeCounts() {
    assertThat(new LoginExpiries(caller -> Optional.of(LATER)).of(token(SOON))).isEqualTo(SOON);
    assertThat(new LoginExpiries(caller -> Optional.of(SOON)).of(token(LATER))).isEqualTo(SOON);
  }

  @Test
  void anApplicationThatFailsToSayItLetsNobodyIn() {
    LoginExpiries failing =
        new LoginExpiries(
            caller -> {
              throw new IllegalStateException("for this test");
            });

    try (LogCapture log = new LogCapture(LoginExpiries.class.getName())) {
      assertThatThrownBy(() -> failing.of(() -> "anna"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.problem().status()).isEqualTo(Status.ERROR));
      assertThat(log.lines()).hasSize(1);
    }
  }
}
