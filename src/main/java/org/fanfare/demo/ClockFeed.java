package org.fanfare.demo;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/** Publishes the time and a random id; run by a timer. */
public final class ClockFeed implements Runnable {
  /** Where it publishes. */
  public static final GroupName GROUP = new GroupName("demo.clock");

  private final ChannelLayer layer;
  private final Clock clock;
  private final RandomGenerator random;

  /** A feed into {@code layer}. */
  public ClockFeed(ChannelLayer layer, Clock clock, RandomGenerator random) {
    this.layer = layer;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public void run() {
    String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    String id = HexFormat.of().toHexDigits(random.nextInt());
    layer.publish(GROUP, Message.text(time + " " + id));
  }
}
