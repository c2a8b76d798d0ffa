package org.fanfare.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.test.TestClient;
import org.fanfare.consumer.test.TestFanfare;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the page of the prices is given. */
class QuotesTest {
  private final TestFanfare fanfare = TestFanfare.of(Quotes.class, Quotes::new);
  private final MarketFeed feed = new MarketFeed(new Random(1));

  @AfterEach
  void nothingFailedUnseen() {
    fanfare.close();
  }

  @Test
  void whoComesIsGivenTheLastPricesAtOnceAndNoEarlierOnes() {
    publishAll();
    List<String> last = publishAll();

    TestClient page = fanfare.guest().connect("/demo/quotes");

    assertThat(next(10, page)).containsExactlyInAnyOrderElementsOf(last);
    page.hasNothing();
  }

  @Test
  void whoStaysIsGivenEachPriceThatFollows() {
    TestClient page = fanfare.guest().connect("/demo/quotes");

    Stream<String> published = Stream.of(publishAll(), publishAll()).flatMap(List::stream);

    assertThat(next(20, page)).containsExactlyInAnyOrderElementsOf(published.toList());
    page.hasNothing();
  }

  @Test
  void whoComesBackOverAnotherTransportGoesOn() {
    TestClient page = fanfare.guest().connect("/demo/quotes");
    page.breaks();
    List<String> meanwhile = publishAll();
    fanfare.clock().advance(Duration.ofSeconds(1));

    page.comesBackOver(Transport.POLL);

    assertThat(next(10, page)).containsExactlyInAnyOrderElementsOf(meanwhile);
    page.hasNothing();
  }

  /** Publishes the next prices of all groups, and returns the messages. */
  private List<String> publishAll() {
    return feed.groups().stream().map(this::publish).toList();
  }

  private static List<String> next(int count, TestClient page) {
    return Stream.generate(page::nextOfAny).limit(count).map(Message::text).toList();
  }

  private String publish(GroupName group) {
    Message message = feed.next(group);
    fanfare.sender().publish(group, message);
    return message.text();
  }
}
