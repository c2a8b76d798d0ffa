package org.fanfare.demo;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.fanfare.layer.Feed;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;

/**
 * Publishes the prices of a made-up market, those of a {@link Sector} together, each once a second.
 * They wander at random. Every node publishes for itself, as it does for {@link ClockFeed}. For the
 * timer of the node alone.
 */
@ApplicationScoped
public class MarketFeed implements Feed {
  private static final int LOWEST = 5_00;
  private static final int HIGHEST = 500_00;

  private final RandomGenerator random;
  private final Map<GroupName, List<Good>> market = new LinkedHashMap<>();

  /** Opens the market, with prices between 5 and 500. */
  public MarketFeed() {
    this(new SplittableRandom());
  }

  /** The same with chances that a test knows. */
  MarketFeed(RandomGenerator random) {
    this.random = random;
    for (Sector sector : Sector.values()) {
      market.put(sector.group(), sector.goods().stream().map(this::begin).toList());
    }
  }

  private Good begin(String name) {
    return new Good(name, random.nextInt(LOWEST, HIGHEST));
  }

  @Override
  public List<GroupName> groups() {
    return List.copyOf(market.keySet());
  }

  @Override
  public Optional<Duration> period() {
    return Optional.of(Duration.ofSeconds(1));
  }

  @Override
  public Message next(GroupName group) {
    List<Good> goods = market.getOrDefault(group, List.of());
    goods.forEach(good -> good.move(random));
    String prices = goods.stream().map(Good::json).collect(joining(","));
    return Message.json(
        MediaType.JSON,
        "{\"type\":\"prices\",\"group\":\"" + group + "\",\"prices\":[" + prices + "]}");
  }
}
