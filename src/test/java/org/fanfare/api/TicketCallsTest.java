package org.fanfare.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fanfare.layer.TurnedClock;
import org.fanfare.message.GroupName;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.TicketGrant;
import org.fanfare.security.TicketLogin;
import org.fanfare.security.Tickets;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What back ends get tickets for, and what not. Laws 6 and 9. */
final class TicketCallsTest {
  private static final Key SHOP =
      Key.named("shop", Set.of(KeyPermission.TICKETS), List.of("shop.*", "room.*"));

  private final TurnedClock clock = new TurnedClock();
  private final Tickets tickets = new Tickets(new SecureRandom(), clock);
  private final TicketCalls calls = new TicketCalls(tickets);

  private TicketLogin login(String body) {
    String answer = calls.issue(SHOP, body);
    assertThat(answer).matches("\\{\"ticket\":\"[A-Za-z0-9_-]{32}\"}");
    return tickets.use(answer.split("\"", -1)[3]).orElseThrow();
  }

  @Test
  void whatIsNotSaidIsAsUsual() {
    String first = calls.issue(SHOP, "{\"user\":\"anna\"}");
    TicketLogin login = login("{\"user\":\"anna\"}");

    assertThat(login.grant())
        .isEqualTo(
            new TicketGrant(
                "anna", Set.of(), Optional.empty(), Optional.empty(), Duration.ofHours(1)));
    assertThat(login.issuer()).isEqualTo(SHOP);
    clock.advance(Duration.ofSeconds(30));
    assertThat(tickets.use(first.split("\"", -1)[3])).isEmpty();
  }

  @Test
  void whatIsSaidIsInTheTicket() {
    Instant now = clock.instant();
    TicketLogin login =
        login(
            """
            {"user":"änna", "roles":["staff","boss"], "join":["room.42"], "publish":[],
             "ttl":300, "expires":86400}
            """);

    assertThat(login.getName()).isEqualTo("änna");
    assertThat(login.hasRole("boss")).isTrue();
    assertThat(login.isForReading(new GroupName("room.42"))).isTrue();
    assertThat(login.isForReading(new GroupName("room.43"))).isFalse();
    assertThat(login.isForPublishing(new GroupName("room.42"))).isFalse();
    assertThat(login.until()).isEqualTo(now.plus(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                    | send one JSON object",
        "[]                                  | send one JSON object",
        "{\"user\":\"anna\"                  | send one JSON object",
        "{}                                  | 'user' is missing",
        "{\"user\":7}                        | 'user' is missing, or not a text",
        "{\"user\":\"\"}                     | 'user' is a name of 1 to 256 characters",
        "{\"user\":\"a\",\"rolls\":[]}       | 'rolls' is no member",
        "{\"user\":\"a\",\"roles\":\"x\"}    | 'roles' is a list of texts",
        "{\"user\":\"a\",\"join\":[1]}       | 'join' is a list of texts",
        "{\"user\":\"a\",\"join\":[\"a b\"]} | \"a b\" matches no group",
        "{\"user\":\"a\",\"publish\":{}}     | 'publish' is a list of texts",
        "{\"user\":\"a\",\"ttl\":0}          | 'ttl' is a number of seconds from 1 to 300",
        "{\"user\":\"a\",\"ttl\":301}        | 'ttl' is a number of seconds from 1 to 300",
        "{\"user\":\"a\",\"ttl\":1.5}        | 'ttl' is a whole number of seconds",
        "{\"user\":\"a\",\"ttl\":\"30\"}     | 'ttl' is a whole number of seconds",
        "{\"user\":\"a\",\"expires\":86401}  | 'expires' is a number of seconds from 1 to 86400",
        "{\"user\":\"a\",\"expires\":99999999999999999999} | 'expires' is a number of seconds from 1 to 86400"
      })
  void whatIsWrongIsSaid(String body, String why) {
    assertThatThrownBy(() -> calls.issue(SHOP, body == null ? "" : body))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(Status.INVALID_BODY);
              assertThat(refused.problem().detail()).startsWith(why);
            });
    assertThat(tickets.waiting()).isZero();
  }

  @Test
  void asManyTicketsWaitAsTheBoundAllows() {
    Tickets full = new Tickets(new SecureRandom(), Clock.systemUTC());
    TicketCalls more = new TicketCalls(full);
    for (int i = 0; i < Tickets.MOST; i++) {
      more.issue(SHOP, "{\"user\":\"anna\",\"ttl\":300}");
    }

    assertThatThrownBy(() -> more.issue(SHOP, "{\"user\":\"anna\"}"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(Status.TOO_MANY_TICKETS));
  }
}
