package org.fanfare.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.wire.kit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The made-up market. */
class MarketFeedTest {
  private final MarketFeed feed = new MarketFeed(new Random(1));

  @Test
  void aHundredGoodsHavePricesAndOneConnectionMayReadAllOfTheirGroups() {
    assertThat(feed.groups()).hasSizeLessThanOrEqualTo(16).doesNotHaveDuplicates();

    assertThat(feed.groups().stream().flatMap(this::next).map(good -> good.get("name")))
        .hasSize(100)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat((String) name).matches("[A-Z][a-z]+")); // no escapes needed
  }

  @Test
  void eachPublicationHasAllPricesOfItsGroupSoThatTheNewestOneIsEnough() {
    GroupName metals = new GroupName("demo.quotes.metals");

    Message message = feed.next(metals);

    Map<String, Object> told = Json.object(message.text());
    assertThat(message.kind()).isEqualTo(Message.Kind.JSON);
    assertThat(told).containsEntry("type", "prices").containsEntry("group", "demo.quotes.metals");
    assertThat(prices(message))
        .hasSize(10)
        .allSatisfy(good -> assertThat(good).containsOnlyKeys("name", "open", "cents"));
  }

  @Test
  void eachPriceIsPublishedOnceASecond() {
    assertThat(feed.period()).contains(Duration.ofSeconds(1));
  }

  @ParameterizedTest(name = "[{index}] seed {0}")
  @ValueSource(longs = {2, 3, 5, 7, 11})
  void aPriceMovesAndAfterADayIsStillOneNearToItsFirst(long seed) {
    MarketFeed market = new MarketFeed(new Random(seed));
    GroupName fish = new GroupName("demo.quotes.fish");
    List<Map<String, Object>> first = prices(market.next(fish));

    for (int second = 0; second < 86_400; second++) {
      market.next(fish);
    }

    assertThat(prices(market.next(fish)))
        .doesNotContainAnyElementsOf(first)
        .allSatisfy(
            good ->
                assertThat((Long) good.get("cents"))
                    .isBetween((Long) good.get("open") / 2, (Long) good.get("open") * 3 / 2));
  }

  private Stream<Map<String, Object>> next(GroupName group) {
    return prices(feed.next(group)).stream();
  }

  private static List<Map<String, Object>> prices(Message message) {
    return Json.asArray(Json.object(message.text()).get("prices")).stream()
        .map(Json::asObject)
        .toList();
  }
}
