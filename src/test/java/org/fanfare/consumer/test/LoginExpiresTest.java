package org.fanfare.consumer.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rule P25: a test lets logins expire. */
class LoginExpiresTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestFanfare fanfare = TestFanfare.of(Silent.class, Silent::new);

  /** Says nothing. */
  @Route("/silent")
  @PermitAll
  public static class Silent implements Consumer {}

  @AfterEach
  void nothingFailedUnseen() {
    fanfare.close();
  }

  @Test
  void theConnectionsOfAUserEndWhenItsLoginExpires() {
    TestClient before = fanfare.as("ann").connect("/silent");
    TestClient bob = fanfare.as("bob").connect("/silent");
    TestClient guest = fanfare.guest().connect("/silent");
    fanfare.loginExpires("ann", fanfare.clock().now().plus(HOUR));
    TestClient after = fanfare.as("ann").connect("/silent");

    fanfare.clock().advance(HOUR.minusSeconds(1));
    assertThat(before.isOpen()).isTrue();
    fanfare.clock().advance(Duration.ofSeconds(1));

    assertThat(before.ended()).isEqualTo(Ended.LOGIN_EXPIRED);
    assertThat(after.ended()).isEqualTo(Ended.LOGIN_EXPIRED);
    assertThat(bob.isOpen()).isTrue();
    assertThat(guest.isOpen()).isTrue();
  }

  @Test
  void whatATestSaysLaterCounts() {
    TestClient ann = fanfare.as("ann").connect("/silent");
    fanfare.loginExpires("ann", fanfare.clock().now().plus(HOUR));
    fanfare.loginExpires("ann", fanfare.clock().now().plus(HOUR.multipliedBy(2)));
    fanfare.clock().advance(HOUR);
    assertThat(ann.isOpen()).isTrue();

    fanfare.loginExpires("ann", fanfare.clock().now());
    fanfare.clock().advance(Duration.ofSeconds(1));

    assertThat(ann.ended()).isEqualTo(Ended.LOGIN_EXPIRED);
  }
}
