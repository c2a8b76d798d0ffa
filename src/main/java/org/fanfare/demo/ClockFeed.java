package org.fanfare.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fanfare.layer.Feed;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * Publishes the time and a random id to {@code demo.clock}.
 *
 * <p>Every node publishes for itself. Where nodes share a layer, each publishes to the same group,
 * so that it gets as many publications per interval as there are nodes; {@code fanfare.demo.clock =
 * false} on all nodes but one prevents that.
 */
@ApplicationScoped
public class ClockFeed implements Feed {
  private static final GroupName GROUP = new GroupName("demo.clock");

  private final Clock clock = Clock.systemUTC();
  private final RandomGenerator random = new SecureRandom();

  @Override
  public List<GroupName> groups() {
    return List.of(GROUP);
  }

  @Override
  public Optional<Duration> period() {
    return Optional.empty();
  }

  @Override
  public Message next(GroupName group) {
    String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    return Message.text(time + " " + HexFormat.of().toHexDigits(random.nextInt()));
  }
}
