package org.fanfare.boot;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.fanfare.layer.Feed;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.settings.Settings;

/**
 * Starts the feeds that the settings want: the clock by {@code fanfare.demo.clock}, and those with
 * a period of their own with the applications of the demo, whose feeds they are. What no rule
 * allows is not published. Used once, by the thread that starts the node.
 *
 * @param settings the settings
 * @param every runs something periodically
 * @param publish takes a message and the group that it is for; must not wait
 */
record Feeds(
    Settings settings,
    BiConsumer<Duration, Runnable> every,
    BiConsumer<GroupName, Message> publish) {

  /** Starts those of {@code feeds} that are wanted. */
  void start(Iterable<Feed> feeds) {
    for (Feed feed : feeds) {
      List<GroupName> groups = feed.groups().stream().filter(this::isRuled).toList();
      if (isWanted(feed) && !groups.isEmpty()) {
        Duration period = feed.period().orElse(settings.demo().interval());
        every.accept(period.dividedBy(groups.size()), new InTurn(feed, groups, publish));
      }
    }
  }

  private boolean isWanted(Feed feed) {
    return feed.period().isPresent() ? DemoRoutes.of(settings).served() : settings.demo().clock();
  }

  private boolean isRuled(GroupName group) {
    return settings.access().rules().ruleFor(group).isPresent();
  }

  /** Publishes one message with each run. For the node's timer, which runs it once at a time. */
  private static final class InTurn implements Runnable {
    private final Feed feed;
    private final List<GroupName> groups;
    private final BiConsumer<GroupName, Message> publish;
    private int turn;

    InTurn(Feed feed, List<GroupName> groups, BiConsumer<GroupName, Message> publish) {
      this.feed = feed;
      this.groups = groups;
      this.publish = publish;
    }

    @Override
    public void run() {
      GroupName group = groups.get(turn);
      turn = (turn + 1) % groups.size();
      publish.accept(group, feed.next(group));
    }
  }
}
