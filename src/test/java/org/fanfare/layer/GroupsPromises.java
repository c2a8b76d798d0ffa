package org.fanfare.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fanfare.gate.Law;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a back end is told of groups, and what readers are told of what it discards. */
@Law({1, 2, 3})
interface GroupsPromises extends LayerUnderTest {
  int PAGE = 100;

  @Test
  default void groupsAreListedInTheOrderOfTheirNamesPageByPage() {
    LayerRig rig = rig();
    List.of("b.2", "a.1", "b.10", "c", "b.1")
        .forEach(name -> rig.publish(new GroupName(name), "x"));
    Predicate<GroupName> wanted = name -> name.value().startsWith("b.");

    assertThat(list(rig, name -> true, null, PAGE))
        .containsExactly("a.1", "b.1", "b.10", "b.2", "c");
    assertThat(list(rig, wanted, null, 2)).containsExactly("b.1", "b.10");
    assertThat(list(rig, wanted, "b.10", 2)).containsExactly("b.2");
    assertThat(list(rig, wanted, "b.2", 2)).isEmpty();
  }

  @Test
  default void theStateOfAGroupIsItsEpochItsFirstOffsetItsHeadAndTheNumberOfItsReaders() {
    LayerRig rig = rig(Policies.count(3));
    rig.publishMany(GROUP, 5);
    Follower one = open(rig, new Start.Now());
    Follower two = open(rig, new Start.Oldest());

    GroupState state = state(rig);

    assertThat(state).isEqualTo(new GroupState(one.position().epoch(), 3, 5, 2));
    one.close();
    LayerUnderTest.soon().until(() -> state(rig).readers() == 1);
    two.close();
  }

  @Test
  default void aGroupThatIsNotThereIsRefusedAndNotBegun() {
    LayerRig rig = rig();
    Groups groups = rig.layer().groups();

    assertThat(
            Stream.of(
                LayerRig.refused(groups.state(GROUP)),
                LayerRig.refused(groups.read(GROUP, new Start.Oldest(), PAGE, Follower.PLENTY)),
                LayerRig.refused(groups.readBefore(GROUP, 7, PAGE, Follower.PLENTY)),
                LayerRig.refused(groups.trim(GROUP, 7)),
                LayerRig.refused(groups.restart(GROUP))))
        .containsOnly(Refusal.NO_GROUP);
    assertThat(list(rig, name -> true, null, PAGE)).isEmpty();
    assertThat(rig.layer().statistics().groups()).isZero();
  }

  @Test
  default void askingKeepsNoGroupAlive() {
    LayerRig rig = rig();
    Follower reader = open(rig, new Start.Now());
    Epoch epoch = reader.position().epoch();
    reader.close();
    LayerUnderTest.soon().until(() -> rig.layer().statistics().readers() == 0);

    rig.pass(Policies.IDLE.minusMillis(1));
    assertThat(state(rig).epoch()).isEqualTo(epoch);
    LayerRig.done(rig.layer().groups().trim(GROUP, 0));
    rig.pass(LifePromises.atTheLatest(Policies.IDLE).minus(Policies.IDLE).plusMillis(1));

    assertThat(LayerRig.refused(rig.layer().groups().state(GROUP))).isEqualTo(Refusal.NO_GROUP);
  }

  @Test
  default void readingOnceGivesWhatAReaderWouldBeGivenFirst() {
    LayerRig rig = rig(Policies.count(3));
    Position held = rig.publish(GROUP, "read").position();
    rig.publishMany(GROUP, 9);

    Excerpt behind = read(rig, new Start.After(held), PAGE);
    assertThat(Follower.words(behind.reading())).containsExactly("2-7 retention", "8", "9", "10");
    assertThat(behind.position()).isEqualTo(new Position(held.epoch(), 10));
    Excerpt part = read(rig, new Start.After(held), 2);
    assertThat(Follower.words(part.reading())).containsExactly("2-7 retention", "8", "9");
    assertThat(part.position()).isEqualTo(new Position(held.epoch(), 9));
    assertThat(Follower.words(read(rig, new Start.Oldest(), PAGE).reading()))
        .containsExactly("8", "9", "10");
    assertThat(Follower.words(read(rig, new Start.Newest(1), PAGE).reading()))
        .containsExactly("10");
    assertThat(read(rig, new Start.Now(), PAGE).reading().isEmpty()).isTrue();
    assertThat(
            Follower.words(
                read(rig, new Start.After(new Position(new Epoch(42), 7)), PAGE).reading()))
        .containsExactly("8- epoch", "8", "9", "10");
  }

  @Test
  default void readingOnceIsBoundedByBytes() {
    LayerRig rig = rig();
    Stream.of("12345", "12345", "12345", "12345").forEach(text -> rig.publish(GROUP, text));
    Groups groups = rig.layer().groups();

    Excerpt first = LayerRig.done(groups.read(GROUP, new Start.Oldest(), PAGE, 11));
    Excerpt last = LayerRig.done(groups.readBefore(GROUP, 5, PAGE, 11));
    Excerpt one = LayerRig.done(groups.readBefore(GROUP, 5, PAGE, 1));

    assertThat(Follower.words(first.reading())).containsExactly("1", "2");
    assertThat(Follower.words(last.reading())).containsExactly("3", "4");
    assertThat(Follower.words(one.reading())).containsExactly("4");
  }

  @Test
  default void whatComesBeforeAnOffsetIsReadOldestFirstAndWithoutAGap() {
    LayerRig rig = rig(Policies.count(5));
    rig.publishMany(GROUP, 9);

    assertThat(before(rig, 9, 2)).containsExactly("7", "8");
    assertThat(before(rig, 7, 2)).containsExactly("5", "6");
    assertThat(before(rig, 6, 2)).containsExactly("5");
    assertThat(before(rig, 5, 2)).isEmpty();
    assertThat(before(rig, 1, 2)).isEmpty();
    assertThat(before(rig, 1000, 2)).containsExactly("8", "9");
  }

  @Test
  default void whatIsTrimmedIsGoneAndOffsetsGoOn() {
    LayerRig rig = rig();
    rig.publishMany(GROUP, 5);
    Epoch epoch = state(rig).epoch();

    GroupState trimmed = LayerRig.done(rig.layer().groups().trim(GROUP, 3));

    assertThat(trimmed).isEqualTo(new GroupState(epoch, 4, 5, 0));
    assertThat(open(rig, new Start.Oldest()).read()).containsExactly("4", "5");
    assertThat(rig.publish(GROUP, "next").position()).isEqualTo(new Position(epoch, 6));
  }

  @Test
  default void anOffsetBeyondTheHeadStandsForTheHead() {
    LayerRig rig = rig();
    rig.publishMany(GROUP, 5);

    GroupState trimmed = LayerRig.done(rig.layer().groups().trim(GROUP, 1000));
    rig.publish(GROUP, "next");

    assertThat(trimmed.first()).isEqualTo(6);
    assertThat(trimmed.head()).isEqualTo(5);
    assertThat(open(rig, new Start.Oldest()).read()).containsExactly("6");
  }

  @Test
  default void whoIsBehindWhatIsTrimmedIsToldExactlyWhatIsMissing() {
    LayerRig rig = rig();
    Follower behind = open(rig, new Start.Now());
    Position held = rig.publish(GROUP, "read").position();
    assertThat(behind.read()).containsExactly("1");
    Follower upToDate = open(rig, new Start.Now());
    rig.publishMany(GROUP, 5);
    LayerUnderTest.soon().until(() -> upToDate.wakes() > 0);
    assertThat(upToDate.read()).containsExactly("2", "3", "4", "5", "6");

    LayerRig.done(rig.layer().groups().trim(GROUP, 4));
    rig.publish(GROUP, "next");

    assertThat(behind.read()).containsExactly("2-4 retention", "5", "6", "7");
    assertThat(upToDate.read()).containsExactly("7");
    assertThat(open(rig, new Start.After(held)).read())
        .containsExactly("2-4 retention", "5", "6", "7");
  }

  @Test
  default void whatWasMissedAfterATrimIsTheReasonOfALaterGap() {
    LayerRig rig = rig(Policies.count(3));
    rig.publishMany(GROUP, 3);
    Follower reader = open(rig, new Start.Oldest());
    assertThat(reader.read()).containsExactly("1", "2", "3");
    LayerRig.done(rig.layer().groups().trim(GROUP, 3));

    rig.publishMany(GROUP, 5);

    assertThat(reader.read()).containsExactly("4-5 overflow", "6", "7", "8");
  }

  @Test
  default void aGroupThatIsBegunAnewIsEmptyAndItsOffsetsBeginAtOne() {
    LayerRig rig = rig();
    rig.publishMany(GROUP, 5);
    Position held = new Position(state(rig).epoch(), 2);

    GroupState anew = LayerRig.done(rig.layer().groups().restart(GROUP));
    Receipt next = rig.publish(GROUP, "next");

    assertThat(anew.epoch()).isNotEqualTo(held.epoch());
    assertThat(anew).isEqualTo(new GroupState(anew.epoch(), 1, 0, 0));
    assertThat(next.position()).isEqualTo(new Position(anew.epoch(), 1));
    assertThat(open(rig, new Start.Oldest()).read()).containsExactly("1");
    assertThat(open(rig, new Start.After(held)).read()).containsExactly("3- epoch", "1");
  }

  @Test
  default void readersGoOnInTheNewLifeAfterAGapFromTheirNextOffsetOn() {
    LayerRig rig = rig();
    Follower upToDate = open(rig, new Start.Now()).follow();
    Follower behind = open(rig, new Start.Oldest());
    rig.publishMany(GROUP, 5);
    LayerUnderTest.soon().until(() -> upToDate.told().size() == 5);

    GroupState anew = LayerRig.done(rig.layer().groups().restart(GROUP));
    rig.publish(GROUP, "next");

    assertThat(anew.readers()).isEqualTo(2);
    LayerUnderTest.soon()
        .untilAsserted(
            () ->
                assertThat(upToDate.told())
                    .containsExactly("1", "2", "3", "4", "5", "6- epoch", "1"));
    assertThat(behind.read()).containsExactly("1- epoch", "1");
    assertThat(behind.position()).isEqualTo(new Position(anew.epoch(), 1));
  }

  @Test
  @Law(4)
  default void aLateRepeatDoesNotPublishAgainInTheNewLife() {
    LayerRig rig = rig();
    PublishKey key = new PublishKey("k", "once");
    Receipt first = LayerRig.done(rig.layer().publish(GROUP, Message.text("once"), key));

    LayerRig.done(rig.layer().groups().restart(GROUP));
    Receipt repeat = LayerRig.done(rig.layer().publish(GROUP, Message.text("once"), key));

    assertThat(repeat).isEqualTo(first.again());
    assertThat(state(rig).head()).isZero();
  }

  private static GroupState state(LayerRig rig) {
    return LayerRig.done(rig.layer().groups().state(GROUP));
  }

  private static Excerpt read(LayerRig rig, Start start, int most) {
    return LayerRig.done(rig.layer().groups().read(GROUP, start, most, Follower.PLENTY));
  }

  private static List<String> before(LayerRig rig, long offset, int most) {
    return Follower.words(
        LayerRig.done(rig.layer().groups().readBefore(GROUP, offset, most, Follower.PLENTY))
            .reading());
  }

  private static List<String> list(
      LayerRig rig, Predicate<GroupName> wanted, @Nullable String after, int most) {
    return LayerRig.answer(
            rig.layer().groups().list(wanted, after == null ? null : new GroupName(after), most))
        .stream()
        .map(GroupName::value)
        .toList();
  }
}
