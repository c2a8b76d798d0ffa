package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.fanfare.gate.Law;
import org.fanfare.layer.TurnedClock;
import org.junit.jupiter.api.Test;

/** Law 9 for logins by cookies: each stands for one login until it ends or expires. */
@Law(9)
final class CookieLoginsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final TurnedClock clock = new TurnedClock();
  private final CookieLogins logins = new CookieLogins(new SecureRandom(), clock);

  private TicketLogin login(String user) {
    return new TicketLogin(
        new TicketGrant(user, Set.of(), Optional.empty(), Optional.empty(), HOUR),
        Key.plain("key:1f3870be"),
        clock.instant().plus(HOUR));
  }

  @Test
  void aCookieStandsForItsLoginAndAGuessForNone() {
    TicketLogin anna = login("anna");
    String cookie = logins.begin(anna).orElseThrow();
    String other = logins.begin(login("anna")).orElseThrow();

    assertThat(cookie).matches("[A-Za-z0-9_-]{32}").isNotEqualTo(other);
    assertThat(logins.find(cookie)).containsSame(anna);
    assertThat(logins.find(cookie)).as("any number of times").containsSame(anna);
    assertThat(logins.find(cookie + "A")).isEmpty();
    assertThat(logins.find("")).isEmpty();
    assertThat(logins.find(Secret.hash(cookie))).as("what is kept opens nothing").isEmpty();
    assertThat(logins.count()).isEqualTo(2);
  }

  @Test
  void aLoginThatHasExpiredIsNone() {
    String cookie = logins.begin(login("anna")).orElseThrow();

    clock.advance(HOUR.minusMillis(1));
    assertThat(logins.find(cookie)).isPresent();
    clock.advance(Duration.ofMillis(1));

    assertThat(logins.find(cookie)).isEmpty();
    assertThat(logins.count()).isZero();
  }

  @Test
  void aLoginThatHasEndedIsNoneAndSaysSo() {
    TicketLogin anna = login("anna");
    String cookie = logins.begin(anna).orElseThrow();
    assertThat(anna.isOver()).isFalse();

    assertThat(logins.end(cookie)).containsSame(anna);

    assertThat(anna.isOver()).isTrue();
    assertThat(logins.find(cookie)).isEmpty();
    assertThat(logins.end(cookie)).isEmpty();
  }

  @Test
  void allLoginsOfAUserEndAndThoseOfNobodyElse() {
    TicketLogin first = login("anna");
    TicketLogin second = login("anna");
    TicketLogin berta = login("berta");
    logins.begin(first);
    logins.begin(second);
    String bertas = logins.begin(berta).orElseThrow();

    logins.endOf("anna");

    assertThat(first.isOver()).isTrue();
    assertThat(second.isOver()).isTrue();
    assertThat(berta.isOver()).isFalse();
    assertThat(logins.find(bertas)).containsSame(berta);
    assertThat(logins.count()).isEqualTo(1);
  }

  @Test
  void thereAreAsManyAsThereMayBeAndTheExpiredMakeRoom() {
    TicketLogin anna = login("anna");
    for (int i = 0; i < CookieLogins.MOST; i++) {
      assertThat(logins.begin(anna)).isPresent();
    }
    assertThat(logins.begin(login("berta"))).isEmpty();

    clock.advance(HOUR);

    assertThat(logins.begin(login("berta"))).isPresent();
    assertThat(logins.count()).isEqualTo(1);
  }
}
