package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.redis.LinkFailures.failsFor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Owner;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.redis.NodesUnderTest.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels across nodes, step by step, while nodes die, freeze and are cut off (R18). */
@Law({4, 6, 7})
final class RedisNodesTest {
  private static final GroupName GROUP = new GroupName("any.group");

  private final NodesUnderTest nodes = new NodesUnderTest(1);
  private final Node owner = nodes.start();
  private final Node sender = nodes.start();
  private final Owner told = new Owner();
  private final Mailbox mailbox = LayerRig.answer(owner.layer().openMailbox(told));

  private CompletableFuture<Outcome<Void>> send(Node from, String text) {
    CompletionStage<Outcome<Void>> sent = from.layer().send(mailbox.name(), Message.text(text));
    nodes.settle();
    return sent.toCompletableFuture();
  }

  private static List<String> everythingIn(Mailbox mailbox) {
    List<String> texts = new ArrayList<>();
    for (Message message = mailbox.take(); message != null; message = mailbox.take()) {
      texts.add(message.text());
    }
    return texts;
  }

  private static void failed(
      CompletableFuture<?> answer, LinkException.Kind kind, boolean mayHaveHappened) {
    assertThat(answer).isDone();
    failsFor(kind, mayHaveHappened, answer);
  }

  @Test
  void whenASendIsDoneTheMessageIsInTheMailbox() {
    assertThat(send(sender, "hello")).isCompletedWithValue(Outcome.done());

    assertThat(everythingIn(mailbox)).containsExactly("hello");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void ofTwoSendsOfWhichOneWasDoneBeforeTheOtherBeganTheFirstComesFirst(long seed) {
    NodesUnderTest others = new NodesUnderTest(seed);
    List<Node> all = IntStream.range(0, 3).mapToObj(i -> others.start()).toList();
    Mailbox box = LayerRig.answer(all.get(0).layer().openMailbox(new Owner()));
    List<String> done = new ArrayList<>();

    for (int i = 0; i < 9; i++) {
      String text = "m" + i;
      var sent = all.get((i * 7) % 3).layer().send(box.name(), Message.text(text));
      others.settle();
      assertThat(sent.toCompletableFuture()).isCompletedWithValue(Outcome.done());
      done.add(text);
    }

    assertThat(everythingIn(box)).isEqualTo(done);
  }

  @Test
  void aNodeWhoseLeaseHasExpiredIsDeadAndSoAreItsChannels() {
    owner.freeze(true);

    nodes.pass(NodeLease.LASTS.minusMillis(1));
    assertThat(nodes.isLeased(owner)).isTrue();
    nodes.pass(Duration.ofMillis(1));

    assertThat(send(sender, "too late")).isCompletedWithValue(Outcome.refused(Refusal.NO_CHANNEL));
    owner.freeze(false);
    nodes.settle();
    assertThat(everythingIn(mailbox)).isEmpty();
  }

  @Test
  void whereTheOwnerDoesNotAnswerNobodyKnowsWhetherTheMessageArrived() {
    owner.freeze(true);
    var sent = send(sender, "slow");

    nodes.pass(Times.USUAL.timeOut().minusMillis(1));
    assertThat(sent).isNotDone();
    nodes.pass(Duration.ofMillis(1));

    failed(sent, LinkException.Kind.TIMED_OUT, true);
    assertThat(send(sender, "the link still serves")).isNotDone();
    owner.freeze(false);
    nodes.settle();
    assertThat(everythingIn(mailbox)).containsExactly("slow", "the link still serves");
  }

  @Test
  void whatComesTwiceIsAnsweredTwiceAndDoneOnce() {
    NodesUnderTest.Hearing requests = nodes.hearing(owner);
    NodesUnderTest.Hearing answers = nodes.hearing(sender);
    owner.freeze(true);
    var sent = send(sender, "once");
    nodes.pass(Times.USUAL.timeOut());
    failed(sent, LinkException.Kind.TIMED_OUT, true);
    assertThat(requests.all()).as("the sender does not repeat").hasSize(1);

    owner.freeze(false);
    nodes.tell(owner, requests.all().get(0));
    nodes.pass(Duration.ofMillis(AnsweredRequests.REMEMBERED - 1));
    nodes.tell(owner, requests.all().get(0));

    assertThat(everythingIn(mailbox)).containsExactly("once");
    assertThat(answers.all().stream().map(NodeMessage::of))
        .hasSize(3)
        .containsOnly(new ChannelAnswer(1, Outcome.done()));
  }

  @Test
  void whatWasRefusedIsNotDoneWhenItComesAgain() {
    NodesUnderTest.Hearing requests = nodes.hearing(owner);
    assertThat(IntStream.range(0, NodesUnderTest.MAILBOX).mapToObj(i -> send(owner, "m" + i)))
        .allMatch(CompletableFuture::isDone);

    assertThat(send(sender, "no")).isCompletedWithValue(Outcome.refused(Refusal.CHANNEL_FULL));
    assertThat(everythingIn(mailbox)).hasSize(NodesUnderTest.MAILBOX);
    nodes.tell(owner, requests.all().get(0));

    assertThat(everythingIn(mailbox)).isEmpty();
  }

  @Test
  void whereTheOwnerHearsNothingTheMessageHasCertainlyNotArrived() {
    owner.cut();
    nodes.settle();

    failed(send(sender, "nobody hears it"), LinkException.Kind.NOT_ASKED, false);
    owner.mend();
    nodes.seconds(3);
    assertThat(send(sender, "hello")).isCompletedWithValue(Outcome.done());
    assertThat(everythingIn(mailbox)).containsExactly("hello");
  }

  @Test
  void aNodeThatIsCutOffReachesItsOwnChannelsOnly() {
    Mailbox own = LayerRig.answer(sender.layer().openMailbox(new Owner()));
    sender.cut();
    nodes.settle();

    failed(send(sender, "no"), LinkException.Kind.NOT_ASKED, false);
    assertThat(sender.layer().send(own.name(), Message.text("yes")).toCompletableFuture())
        .isCompletedWithValue(Outcome.done());

    assertThat(everythingIn(own)).containsExactly("yes");
  }

  @Test
  void aNodeThatWouldNotHearTheAnswerYetAsksNobody() {
    sender.cut();
    nodes.settle();
    sender.mend();
    nodes.passOnly(Duration.ofSeconds(2));
    while (!sender.isLinked()) {
      assertThat(nodes.goOn()).isTrue();
    }

    failed(send(sender, "too early"), LinkException.Kind.NOT_ASKED, false);

    assertThat(send(sender, "hello")).isCompletedWithValue(Outcome.done());
    assertThat(everythingIn(mailbox)).containsExactly("hello");
  }

  @Test
  void whatWasOnItsWayWhenTheLinkEndedMayHaveArrived() {
    var sent = sender.layer().send(mailbox.name(), Message.text("on its way"));
    assertThat(sender.goOn()).isTrue();
    sender.cut();
    nodes.settle();

    failed(sent.toCompletableFuture(), LinkException.Kind.ENDED, true);
  }

  @Test
  void noMoreThanSoManyRequestsWaitForTheirAnswers() {
    owner.freeze(true);
    assertThat(IntStream.range(0, ChannelRequests.MOST).mapToObj(i -> send(sender, "x")))
        .noneMatch(CompletableFuture::isDone);

    failed(send(sender, "one too many"), LinkException.Kind.NOT_ASKED, false);
    nodes.pass(Times.USUAL.timeOut());
    assertThat(send(sender, "there is room again")).isNotDone();
  }

  @Test
  void whatANodeCannotReadItCountsAndIgnores() {
    byte[] newer = new ChannelAnswer(1, Outcome.done()).packed();
    newer[0] = 2;

    List.of(new byte[0], newer, new byte[] {1, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0})
        .forEach(payload -> nodes.tell(owner, payload));

    assertThat(owner.others().ignored()).isEqualTo(3);
    assertThat(send(sender, "hello")).isCompletedWithValue(Outcome.done());
  }

  @Test
  void anAnswerToNothingIsNothing() {
    nodes.tell(sender, new ChannelAnswer(77, Outcome.done()).packed());

    assertThat(send(sender, "hello")).isCompletedWithValue(Outcome.done());
    assertThat(sender.others().ignored()).isZero();
  }

  @Test
  void whoeverIsAddedFromAnotherNodeIsToldThePositionThatWasReadBefore() {
    var published = sender.layer().publish(GROUP, Message.text("before"), null);
    nodes.settle();
    Position head = LayerRig.done(published).position();

    var added = sender.layer().add(GROUP, mailbox.name());
    nodes.settle();
    var removed = sender.layer().remove(GROUP, mailbox.name());
    nodes.settle();

    assertThat(LayerRig.done(added)).isEqualTo(head);
    assertThat(told.addedTo()).containsExactly(GROUP);
    assertThat(LayerRig.answer(removed)).isEqualTo(Outcome.done());
    assertThat(told.removedFrom()).containsExactly(GROUP);
  }

  @Test
  void whereTheGroupIsRefusedTheOwnerIsNotTold() {
    List.of("one", "two")
        .forEach(
            name -> {
              var unused = sender.layer().publish(new GroupName(name), Message.text("x"), null);
              nodes.settle();
            });

    var added = sender.layer().add(GROUP, mailbox.name());
    nodes.settle();

    assertThat(LayerRig.refused(added)).isEqualTo(Refusal.TOO_MANY_GROUPS);
    assertThat(told.addedTo()).isEmpty();
  }
}
