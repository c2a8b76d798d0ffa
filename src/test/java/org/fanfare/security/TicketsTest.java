package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fanfare.layer.TurnedClock;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 9 for tickets: each makes one caller a user, once, in time, and nobody else. */
class TicketsTest {
  private static final TicketGrant ANNA =
      new TicketGrant(
          "anna", Set.of("staff"), Optional.empty(), Optional.empty(), Duration.ofHours(1));
  private static final Key SHOP = Key.plain("key:1f3870be");
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final TurnedClock clock = new TurnedClock();
  private final Tickets tickets = new Tickets(new SecureRandom(), clock);

  @Test
  void aTicketMakesItsFirstBearerTheUserOnce() {
    String ticket = tickets.issue(SHOP, ANNA, WAIT).orElseThrow();

    TicketLogin login = tickets.use(ticket).orElseThrow();

    assertThat(ticket).matches("[A-Za-z0-9_-]{32}");
    assertThat(login.getName()).isEqualTo("anna");
    assertThat(login.hasRole("staff")).isTrue();
    assertThat(login.hasRole("boss")).isFalse();
    assertThat(login.until()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    assertThat(tickets.use(ticket)).isEmpty();
    assertThat(tickets.waiting()).isZero();
  }

  @Test
  void aTicketThatComesLateIsNone() {
    String ticket = tickets.issue(SHOP, ANNA, WAIT).orElseThrow();
    String other = tickets.issue(SHOP, ANNA, WAIT).orElseThrow();

    clock.advance(WAIT.minusMillis(1));
    assertThat(tickets.use(other)).isPresent();
    clock.advance(Duration.ofMillis(1));

    assertThat(tickets.use(ticket)).isEmpty();
  }

  @Test
  void aGuessIsNoTicket() {
    String ticket = tickets.issue(SHOP, ANNA, WAIT).orElseThrow();

    assertThat(tickets.use(ticket + "A")).isEmpty();
    assertThat(tickets.use("")).isEmpty();
    assertThat(tickets.use(Secret.hash(ticket))).as("what is kept opens nothing").isEmpty();
    assertThat(tickets.use(ticket)).isPresent();
  }

  @Test
  void ofFiftyWhoShowOneTicketAtTheSameTimeOneGetsIn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 50; round++) {
        String ticket = tickets.issue(SHOP, ANNA, WAIT).orElseThrow();
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Optional<TicketLogin>>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          asked.add(
              threads.submit(
                  () -> {
                    go.await();
                    return tickets.use(ticket);
                  }));
        }
        go.countDown();

        int in = 0;
        for (Future<Optional<TicketLogin>> each : asked) {
          in += each.get().isPresent() ? 1 : 0;
        }
        assertThat(in).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Law 6. */
  @Test
  void asManyWaitAsTheBoundAllowsAndLateOnesMakeRoom() {
    Set<String> issued = new HashSet<>();
    for (int i = 0; i < Tickets.MOST; i++) {
      issued.add(tickets.issue(SHOP, ANNA, WAIT).orElseThrow());
    }

    assertThat(issued).hasSize(Tickets.MOST);
    assertThat(tickets.issue(SHOP, ANNA, WAIT)).isEmpty();
    assertThat(tickets.use(issued.iterator().next())).isPresent();
    assertThat(tickets.issue(SHOP, ANNA, Tickets.LONGEST_WAIT)).isPresent();
    clock.advance(WAIT);
    assertThat(tickets.issue(SHOP, ANNA, WAIT)).isPresent();
    assertThat(tickets.waiting()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.999S", "PT0S", "-PT1S", "PT5M0.001S"})
  void aTicketWaitsForASecondToFiveMinutes(Duration wait) {
    assertThatThrownBy(() -> tickets.issue(SHOP, ANNA, wait))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'ttl' is a number of seconds from 1 to 300");
  }

  @Test
  void listsOfATicketNarrowAndNoListDoesNot() {
    TicketLogin login =
        login(Optional.of(List.of("room.42", "news.*")), Optional.of(List.of()), "anna");

    assertThat(login.isForReading(new GroupName("room.42"))).isTrue();
    assertThat(login.isForReading(new GroupName("news.gate"))).isTrue();
    assertThat(login.isForReading(new GroupName("room.43"))).isFalse();
    assertThat(login.isForPublishing(new GroupName("room.42"))).isFalse();
    assertThat(
            login(Optional.empty(), Optional.empty(), "anna")
                .isForPublishing(new GroupName("any.group")))
        .isTrue();
  }

  @Test
  void aTicketIsForNoOtherGroupsThanItsKey() {
    Key ofRooms = Key.named("rooms", Set.of(KeyPermission.TICKETS), List.of("room.*"));
    TicketLogin login = tickets.use(tickets.issue(ofRooms, ANNA, WAIT).orElseThrow()).orElseThrow();

    assertThat(login.isForReading(new GroupName("room.42"))).isTrue();
    assertThat(login.isForReading(new GroupName("news.gate"))).isFalse();
    assertThat(login.isForPublishing(new GroupName("news.gate"))).isFalse();
  }

  @Test
  void whatNoTicketCanGrantIsRefusedInWords() {
    assertThatThrownBy(() -> login(Optional.empty(), Optional.empty(), " "))
        .hasMessageStartingWith("'user' is a name of 1 to 256 characters");
    assertThatThrownBy(() -> login(Optional.empty(), Optional.empty(), "an\nna"))
        .hasMessageStartingWith("'user' is a name of 1 to 256 characters");
    assertThatThrownBy(() -> login(Optional.of(List.of("no group")), Optional.empty(), "anna"))
        .hasMessageContaining("\"no group\" matches no group");
    for (Duration expires : List.of(Duration.ZERO, Duration.ofDays(1).plusSeconds(1))) {
      assertThatThrownBy(
              () -> new TicketGrant("anna", Set.of(), Optional.empty(), Optional.empty(), expires))
          .hasMessage("'expires' is a number of seconds from 1 to 86400");
    }
  }

  private TicketLogin login(
      Optional<List<String>> join, Optional<List<String>> publish, String user) {
    TicketGrant grant =
        new TicketGrant(
            user,
            Set.of(),
            join.map(NamePatterns::of),
            publish.map(NamePatterns::of),
            Duration.ofHours(1));
    return tickets.use(tickets.issue(SHOP, grant, WAIT).orElseThrow()).orElseThrow();
  }
}
