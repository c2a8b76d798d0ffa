package org.fanfare.consumer.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.connection.Transport;
import org.fanfare.consumer.promises.Clerk;
import org.fanfare.log.Gap;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gaps of a layer that loses publications. Rule P37. */
final class DroppedPublicationsTest {
  private static final GroupName GROUP = new GroupName("promises.a");

  private final TestFanfare fanfare = TestFanfare.of(Clerk.class, Clerk::new);
  private final TestClient ann = fanfare.guest().connect("/promises/clerk/a");

  @AfterEach
  void nothingFailedUnseen() {
    fanfare.close();
  }

  private void publish(String text) {
    fanfare.sender().publish(GROUP, "news", new Clerk.Text(text));
  }

  @Test
  void aConsumerIsToldOfAGapOfAJoinedGroupBeforeWhatFollowsIt() {
    ann.send("join", null);
    publish("one");
    fanfare.layer().dropNext(2);
    publish("two");
    publish("three");
    publish("four");

    assertThat(ann.nextText()).contains("one at 1");
    assertThat(ann.nextText()).isEqualTo("{\"type\":\"missed\",\"text\":\"2 to 3\"}");
    assertThat(ann.nextText()).contains("four at 4");
    ann.hasNothing();
  }

  @Test
  void aGapIsNoticedByWhatComesAfterIt() {
    ann.send("join", null);
    fanfare.layer().dropNext(1);

    publish("one");
    ann.hasNothing();
    publish("two");

    assertThat(ann.nextText()).contains("1 to 1");
    assertThat(ann.nextText()).contains("two at 2");
    publish("three");
    assertThat(ann.nextText()).contains("three at 3");
    ann.hasNothing();
  }

  @Test
  void aRelayThatCannotShowAGapEndsTheConnection() {
    TestClient bob = fanfare.guest().bare().connect("/promises/clerk/a");
    bob.send("relay", null);
    fanfare.layer().dropNext(1);
    publish("one");
    publish("two");

    assertThat(bob.ended().code()).isEqualTo(4001);
    assertThat(bob.ended().text()).isEqualTo("gap promises.a 1-1 overflow");
  }

  @Test
  void theClientOfASessionIsShownTheGapBeforeWhatFollowsIt() {
    ann.send("relay", null);
    publish("one");
    fanfare.layer().dropNext(2);
    publish("two");
    publish("three");
    ann.texts("news");
    ann.hasNothing();
    publish("four");

    assertThat(ann.nextGap()).isEqualTo(new Gap(GROUP, 2, 3L, Gap.Reason.OVERFLOW));
    assertThat(ann.texts("news")).containsExactly("four");
    ann.hasNothing();
  }

  @Test
  void whatWasLostWhileAClientWasAwayIsToldWhenItComesBack() {
    ann.send("relay", null);
    publish("one");
    ann.breaks();
    fanfare.layer().dropNext(1);
    publish("two");
    publish("three");

    ann.comesBackOver(Transport.SSE);

    assertThat(ann.nextGap()).isEqualTo(new Gap(GROUP, 2, 2L, Gap.Reason.RETENTION));
    assertThat(ann.texts("news")).containsExactly("one", "three");
  }
}
