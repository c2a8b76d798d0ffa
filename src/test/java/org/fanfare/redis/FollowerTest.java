package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.gate.Law;
import org.fanfare.layer.Batch;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupLog;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a follower of a group does, step by step. */
@Law({1, 2})
final class FollowerTest {
  private static final GroupName GROUP = new GroupName("any.group");
  private static final GroupPolicy POLICY =
      new GroupPolicy("any", 9, 100, 1 << 20, Duration.ofHours(2), Duration.ofHours(1));

  private final AtomicLong time = new AtomicLong(1_800_000_000_000L);
  private final Random random = new Random(1);
  private final SteppedNetwork network = new SteppedNetwork(random);
  private final SteppedLoop loop = new SteppedLoop(time::get);
  private final StoreFake store = new StoreFake(time::get, 1, network, Set.of());
  private final Following following = following(1 << 20);

  private Following following(long total) {
    NodePlace place =
        new NodePlace(
            loop,
            store.line(loop),
            new Keys("ff"),
            "node",
            Times.USUAL,
            Clock.systemUTC(),
            () -> 0,
            random);
    return new Following(place, group -> POLICY, total);
  }

  @BeforeEach
  void connect() {
    following.master().connect();
    settle();
  }

  /** What is on its way arrives, and everything is done that can be done now. */
  private void settle() {
    while (network.step() || loop.step()) {
      // until nothing is left
    }
  }

  private Reader open(GroupFollower follower, Start start) {
    var opened = follower.readers().open(start, Runnable::run, batch -> {});
    settle();
    return LayerRig.done(opened);
  }

  private void publish(String text) {
    Publish publish =
        new Publish(GROUP, POLICY, Message.text(text), null, Times.USUAL.remembered());
    var done = following.scripts().run(publish, true);
    settle();
    LayerRig.done(done);
  }

  /**
   * A position that was read from a page may be of an epoch that has ended before the copy came to
   * it. Then no copy ever passes it, and whoever waits goes on once the log was read to its end.
   */
  @Test
  void whoWaitsForAPositionOfAnEpochThatHasEndedGoesOnWhenTheLogWasReadOnceMore() {
    GroupFollower follower = following.follow(GROUP);
    open(follower, new Start.Now());

    follower.sync(RedisFigures.Cause.CHECK);
    CompletionStage<?> passed = follower.passed(new Position(new Epoch(42), 7));
    assertThat(passed.toCompletableFuture()).isNotDone();
    settle();

    assertThat(passed.toCompletableFuture()).isCompleted();
  }

  @Test
  void whatIsHeardWhileTheLogIsBeingReadIsReadBeforeItIsUpToDate() {
    GroupFollower follower = following.follow(GROUP);
    Reader reader = open(follower, new Start.Now());
    follower.sync(RedisFigures.Cause.CHECK);
    var appended =
        following
            .scripts()
            .run(new Publish(GROUP, POLICY, Message.text("m"), null, Duration.ZERO), true);
    settle();

    assertThat(LayerRig.done(appended)).isInstanceOf(Publish.Accepted.class);
    assertThat(reader.read(Batch.NONE, 1000, 9).slice().publications()).hasSize(1);
  }

  @Test
  void aNotificationThatIsNotTheNextIsReadFromTheLogAndOneThatWasPassedIsIgnored() {
    GroupFollower follower = following.follow(GROUP);
    Reader reader = open(follower, new Start.Now());
    store.lose(1);
    publish("1");
    publish("2");
    assertThat(reader.read(Batch.NONE, 1000, 9).isEmpty()).isTrue();

    store.lose(0);
    publish("3");
    Position head = reader.position();
    assertThat(reader.read(Batch.NONE, 1000, 9).slice().publications())
        .extracting(publication -> publication.message().text())
        .containsExactly("1", "2", "3");

    follower.heard(new Entry(new Position(head.epoch(), 2), time.get(), Message.text("again")));
    settle();
    assertThat(reader.read(Batch.NONE, 1000, 9).isEmpty()).isTrue();
  }

  @Test
  void timeNeverGoesBackInsideALog() {
    open(following.follow(GROUP), new Start.Now());
    publish("1");
    final long first = Meta.of(store.get(new Keys("ff").meta(GROUP))).newest();

    time.addAndGet(-5000);
    publish("2");

    assertThat(Meta.of(store.get(new Keys("ff").meta(GROUP))).newest()).isEqualTo(first);
  }

  @Test
  @Law(6)
  void whatTheCopyHasLetGoIsReadFromTheStoreByReadersThatHaveNotBegunToo() {
    Following small = following(GroupLog.weightOf(Message.text("1")) * 3);
    small.master().connect();
    settle();
    GroupFollower follower = small.follow(GROUP);
    open(follower, new Start.Now());
    List.of("1", "2", "3").forEach(this::publish);
    Reader oldest = open(follower, new Start.Oldest());
    Reader after = open(follower, new Start.After(new Position(oldest.position().epoch(), 1)));

    List.of("4", "5").forEach(this::publish);

    assertThat(follower.copy().oldest()).isEqualTo(3);
    assertThat(readAll(oldest)).containsExactly("1", "2", "3", "4", "5");
    assertThat(readAll(after)).containsExactly("2", "3", "4", "5");
  }

  /** Reads until there is nothing more; throws if something is missing. */
  private List<String> readAll(Reader reader) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Reading reading = reader.read(Batch.NONE, 1000, 9);
      assertThat(reading.gap()).isNull();
      if (reading.slice() != null) {
        reading.slice().publications().forEach(each -> texts.add(each.message().text()));
      }
      settle();
    }
    return texts;
  }

  @Test
  void aGroupThatNobodyReadsIsFollowedForALittleAndThenNoMore() {
    GroupFollower follower = following.follow(GROUP);
    open(follower, new Start.Now()).close();
    settle();
    long linger = Times.USUAL.linger().toMillis();

    time.addAndGet(linger - 1);
    following.tick();
    assertThat(following.followers()).containsKey(GROUP);
    time.addAndGet(1);
    following.tick();
    settle();

    assertThat(following.followers()).isEmpty();
    assertThat(store.isSubscribed(new Keys("ff").channel(GROUP))).isFalse();
  }

  @Test
  void whileAGroupIsReadItsGroupIsTouchedFourTimesInItsIdleTime() {
    GroupFollower follower = following.follow(GROUP);
    open(follower, new Start.Now());
    byte[] key = new Keys("ff").meta(GROUP);
    long touched = Meta.of(store.get(key)).touched();

    time.addAndGet(POLICY.idle().toMillis() / 4);
    following.tick();
    settle();

    assertThat(Meta.of(store.get(key)).touched()).isEqualTo(touched + 900_000);
  }
}
