package org.fanfare.boot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.fanfare.layer.Feed;
import org.fanfare.layer.NodeLayer;
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
 * @param layer says which node publishes a feed, of those that have it
 * @param publish takes a message and the group that it is for; must not wait
 */
record Feeds(
    Settings settings,
    BiConsumer<Duration, Runnable> every,
    NodeLayer layer,
    BiConsumer<GroupName, Message> publish) {

  /** Starts those of {@code feeds} that are wanted. */
  void start(Iterable<Feed> feeds) {
    for (Feed feed : feeds) {
      List<GroupName> groups = feed.groups().stream().filter(this::isRuled).toList();
      if (isWanted(feed) && !groups.isEmpty()) {
        Duration period = feed.period().orElse(settings.demo().interval());
        Duration step = period.dividedBy(groups.size());
        every.accept(step, new InTurn(feed, groups, step));
      }
    }
  }

  private boolean isWanted(Feed feed) {
    return feed.period().isPresent() ? DemoRoutes.of(settings).served() : settings.demo().clock();
  }

  private boolean isRuled(GroupName group) {
    return settings.access().rules().ruleFor(group).isPresent();
  }

  /**
   * Publishes one message with each run, if this node is the one that does. For the node's timer,
   * which runs it once at a time.
   */
  private final class InTurn implements Runnable {
    private final Feed feed;
    private final List<GroupName> groups;
    private final Duration step;
    private int turn;

    InTurn(Feed feed, List<GroupName> groups, Duration step) {
      this.feed = feed;
      this.groups = groups;
      this.step = step;
    }

    @Override
    public void run() {
      GroupName group = groups.get(turn);
      turn = (turn + 1) % groups.size();
      CompletionStage<?> unused =
          layer
              .isFeeding(feed.groups().get(0).value(), step)
              .thenAccept(
                  isOurs -> {
                    if (isOurs) {
                      publish.accept(group, feed.next(group));
                    }
                  });
    }
  }
}
