package org.fanfare.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fanfare.connection.NotedUsers;
import org.fanfare.connection.Users;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Owner;
import org.fanfare.layer.Policies;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.TicketGrant;
import org.fanfare.security.TicketLogin;
import org.fanfare.security.Tickets;
import org.fanfare.status.ProblemException;
import org.junit.jupiter.api.Test;

/** What a back end does with the connections of a user, and with which key. Law 9. */
final class UserCallsTest {
  private static final Key ALL = Key.named("all", Set.of(KeyPermission.API), Key.ALL_GROUPS);
  private static final Key SHOP =
      Key.named("shop", Set.of(KeyPermission.API), List.of("shop.*", "user.*"));
  private static final Key OTHER = Key.named("other", Set.of(KeyPermission.API), List.of("shop.*"));

  private final LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
  private final Owner owner = new Owner();
  private final Mailbox mailbox = LayerRig.answer(memory.layer().openMailbox(owner));
  private final NotedUsers annas = new NotedUsers("anna", mailbox.name());
  private final Tickets tickets = new Tickets(new SecureRandom(), Clock.systemUTC());
  private final CookieLogins logins = new CookieLogins(new SecureRandom(), Clock.systemUTC());
  private final UserCalls calls =
      new UserCalls(new Users(memory.layer(), List.of(annas)), tickets, logins);

  @Test
  void theConnectionsOfAUserAreCounted() {
    assertThat(calls.state(SHOP, "anna")).isEqualTo("{\"user\":\"anna\",\"connections\":2}");
    assertThat(calls.state(ALL, "bérta")).isEqualTo("{\"user\":\"bérta\",\"connections\":0}");
  }

  @Test
  void whoIsDisconnectedNeedsAnotherTicket() {
    TicketGrant anna =
        new TicketGrant("anna", Set.of(), Optional.empty(), Optional.empty(), Duration.ofHours(1));
    String waiting = tickets.issue(ALL, anna, Duration.ofMinutes(1)).orElseThrow();
    TicketLogin login = tickets.use(issue(anna)).orElseThrow();
    String cookie = logins.begin(login).orElseThrow();

    assertThat(calls.disconnect(SHOP, "anna")).contains("\"connections\":2");

    assertThat(annas.ends()).containsExactly(new NotedUsers.End("anna", "disconnected", null));
    assertThat(tickets.use(waiting)).isEmpty();
    assertThat(logins.find(cookie)).isEmpty();
    assertThat(login.isOver()).isTrue();
    assertThat(tickets.use(issue(anna))).as("which opens again").isPresent();
  }

  private String issue(TicketGrant grant) {
    return tickets.issue(ALL, grant, Duration.ofMinutes(1)).orElseThrow();
  }

  @Test
  void theConnectionsOfAUserThatHaveAChannelAreAddedAndRemoved() {
    GroupName group = new GroupName("shop.news");

    assertThat(calls.add(SHOP, "anna", "shop.news")).contains("\"connections\":1");
    assertThat(owner.addedTo()).containsExactly(group);
    assertThat(calls.remove(SHOP, "anna", "shop.news")).contains("\"connections\":1");
    assertThat(owner.removedFrom()).containsExactly(group);
    assertThat(calls.add(SHOP, "berta", "shop.news")).contains("\"connections\":0");
  }

  @Test
  void aKeyIsForAUserIfItIsForTheGroupOfTheUser() {
    refused(() -> calls.state(OTHER, "anna"), "the key other is not for the group user.anna");
    refused(() -> calls.disconnect(OTHER, "anna"), "not for the group user.anna");
    refused(() -> calls.add(OTHER, "anna", "shop.news"), "not for the group user.anna");
    refused(() -> calls.remove(SHOP, "anna", "open.a"), "not for the group open.a");
    assertThat(annas.ends()).isEmpty();
    assertThat(owner.addedTo()).isEmpty();
  }

  @Test
  void aNameThatNoUserHasIsAnError() {
    refused(() -> calls.state(ALL, "x".repeat(200)), "too long for a group");
    refused(() -> calls.add(ALL, "anna", "not a group"), "a group name is");
  }

  private static void refused(Runnable call, String why) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.problem().detail()).contains(why));
  }
}
