package org.fanfare.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.fanfare.consumer.test.TestCaller.Attempt;
import org.fanfare.consumer.test.TestClient;
import org.fanfare.consumer.test.TestFanfare;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bell of the first start: the log of a group is its state, in every tab. */
final class NotificationsTest {
  private static final Notice PARCEL = new Notice("a parcel", Instant.EPOCH);

  private final TestFanfare fanfare = TestFanfare.of(Notifications.class, Notifications::new);
  private final TestClient tab = fanfare.guest().connect("/demo/notifications/ann");
  private final TestClient other = fanfare.guest().connect("/demo/notifications/ann");

  @AfterEach
  void nothingFailedUnseen() {
    fanfare.close();
  }

  @Test
  void whatAUserIsToldComesToAllTabs() {
    tell("ann");

    assertThat(tab.next("told", Notice.class)).isEqualTo(PARCEL);
    assertThat(other.next("told", Notice.class)).isEqualTo(PARCEL);
  }

  @Test
  void whatIsReadInOneTabIsReadInAll() {
    tell("ann");

    tab.send("read", null);

    has(tab, "told", "read");
    has(other, "told", "read");
  }

  @Test
  void aTabThatOpensLaterHasTheSameLog() {
    tell("ann");
    tab.send("read", null);
    tell("ann");

    TestClient late = fanfare.guest().connect("/demo/notifications/ann");

    has(tab, "told", "read", "told");
    has(late, "told", "read", "told");
  }

  @Test
  void whatIsOfAnotherUserStaysThere() {
    tell("berta");
    fanfare.guest().connect("/demo/notifications/berta").send("read", null);

    tab.hasNothing();
  }

  @Test
  void aNameThatMakesNoGroupIsRefused() {
    Attempt attempt = fanfare.guest().tryConnect("/demo/notifications/ann%40home");

    assertThat(attempt)
        .isEqualTo(
            new Attempt.Refused(
                400,
                "invalid-name",
                "the name of a user has 1 to 118 characters of A-Z a-z 0-9 . _ -"));
  }

  /** Does what {@link Bell} does, without a transaction. */
  private void tell(String user) {
    fanfare.sender().afterCommit().publish(new GroupName("demo-bell." + user), "told", PARCEL);
  }

  /**
   * Requires that messages of these types are pending, in this order, and nothing else; takes them.
   */
  private static void has(TestClient client, String... types) {
    for (String type : types) {
      assertThat(client.nextOfAny().text()).startsWith("{\"type\":\"" + type + "\"");
    }
    client.hasNothing();
  }
}
