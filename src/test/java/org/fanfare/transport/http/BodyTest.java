package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.fanfare.layer.LayerRig;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.fanfare.transport.ArrivingStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is read as it comes, by one thread at a time, and answered once. */
final class BodyTest {
  private final FakeRequest request = new FakeRequest("POST", "/groups/open.a");
  private final ArrivingStream in = request.body;
  private final FakeResponse response = request.response;
  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final ExecutorService others = Executors.newFixedThreadPool(2);

  @AfterEach
  void end() {
    others.shutdownNow();
  }

  private NotingBody body(long announced) {
    return NotingBody.of(request, announced, events);
  }

  private void elsewhere(Runnable task) {
    LayerRig.answer(CompletableFuture.runAsync(task, others));
  }

  @Test
  void whatComesIsTakenInOrderUntilTheEnd() {
    body(-1);

    in.arrive("a");
    in.arrive("b");
    assertThat(events).containsExactly("a", "b");
    in.end();

    assertThat(events).containsExactly("a", "b", "ended", "over");
    assertThat(response.status()).isEqualTo(202);
    assertThat(response.completions()).isEqualTo(1);
  }

  @Test
  void anAnswerOfAnotherThreadIsCompleteOnlyWhenTheReportOfTheServerHasReturned() {
    NotingBody body = body(-1);
    List<Integer> during = new ArrayList<>();
    body.whenTaken =
        () -> {
          elsewhere(body::late);
          during.add(response.completions());
        };

    in.arrive("a");

    assertThat(response.status()).isEqualTo(408);
    assertThat(during).containsExactly(0);
    assertThat(response.completions()).isEqualTo(1);
  }

  @Test
  void aPublisherComesBackAfterADelayOfItsOwnLikeEveryone() {
    body(-1).refuse(new Problem(Status.MEMORY_FULL, "full"));

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isEqualTo("7");
  }

  @Test
  void whatHasComeIsReadThoughTheServerTellsTheEndBefore() {
    NotingBody body = NotingBody.of(request, -1, true, events);
    in.hasCome("a");
    in.hasCome("b");

    body.onAllDataRead();

    assertThat(events).containsExactly("a", "b", "ended", "over");
  }

  @Test
  void whatHasComeIsReadWhenThereIsRoomThoughTheServerHasToldTheEnd() {
    NotingBody body = NotingBody.of(request, 2, true, events);
    body.ready = false;
    in.hasCome("ab");
    body.onAllDataRead();
    assertThat(events).isEmpty();

    body.ready = true;
    body.turn();

    assertThat(events).containsExactly("ab", "ended", "over");
    assertThat(response.status()).isEqualTo(202);
  }

  @Test
  void aBodyOfAnAnnouncedLengthHasEndedWhenThatHasCome() {
    body(4);

    in.arrive("abc");
    in.arrive("d");

    assertThat(events).containsExactly("abc", "d", "ended", "over");
  }

  @Test
  void whatFollowsTheAnnouncedLengthIsNotRead() {
    body(4);

    in.arrive("ab");
    in.arrive("cdGET / HTTP/1.1");

    assertThat(events).containsExactly("ab", "cd", "ended", "over");
  }

  @Test
  void aBodyThatEndsBeforeItsAnnouncedLengthIsIncomplete() {
    body(4);

    in.arrive("abc");
    in.end();

    assertThat(events).containsExactly("abc", "over");
    assertIncomplete();
  }

  @Test
  void anErrorOfTheContainerIsTheEndOfTheBody() {
    body(-1);

    in.arrive("abc");
    in.fail();
    in.end();

    assertThat(events).containsExactly("abc", "over");
    assertIncomplete();
  }

  @Test
  void aBodyThatCannotBeReadIsIncomplete() {
    body(-1);

    in.arrive("abc");
    in.breakOff();

    assertThat(events).containsExactly("abc", "over");
    assertIncomplete();
  }

  @Test
  void aBodyWhoseRequestTheServerHasEndedIsIncomplete() {
    NotingBody body = body(-1);

    in.arrive("abc");
    in.recycle();
    body.turn();

    assertThat(events).containsExactly("abc", "over");
    assertIncomplete();
  }

  private void assertIncomplete() {
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text()).contains("urn:fanfare:incomplete").contains("\"events\":1}");
    assertThat(response.completions()).isEqualTo(1);
  }

  @Test
  void whatFollowsARefusalIsReadAndThrownAwayUntilItEnds() {
    NotingBody body = body(-1);
    body.whenTaken =
        () -> {
          throw new Problem(Status.INVALID_TEXT, "no").thrown();
        };

    in.arrive("a");
    in.arrive("b");

    assertThat(events).containsExactly("a", "over");
    assertThat(in.unread()).isZero();
    assertThat(response.text()).contains("urn:fanfare:invalid-text");
    assertThat(response.stream.calls).as("it has left").endsWith("flush");
    assertThat(response.completions()).isZero();

    in.end();

    assertThat(events).containsExactly("a", "over");
    assertThat(response.completions()).isEqualTo(1);
  }

  @Test
  void aRefusedBodyThatBreaksOffIsOver() {
    NotingBody body = body(-1);
    body.refuse(new Problem(Status.INVALID_TEXT, "no"));
    in.arrive("a");

    in.fail();
    in.fail();

    assertThat(response.text()).contains("urn:fanfare:invalid-text");
    assertThat(response.completions()).isEqualTo(1);
  }

  @Test
  void aRefusedBodyIsReadToItsAnnouncedLengthAndNoFurther() {
    NotingBody body = body(4);
    body.refuse(new Problem(Status.INVALID_TEXT, "no"));

    in.arrive("ab");
    assertThat(response.completions()).isZero();
    in.arrive("cdGET / HTTP/1.1");

    assertThat(in.unread()).isEqualTo("GET / HTTP/1.1".length());
    assertThat(response.completions()).isEqualTo(1);
  }

  @Test
  void aRefusalIsNotOverBeforeItHasLeft() {
    NotingBody body = body(-1);
    response.stream.room = false;
    body.refuse(new Problem(Status.INVALID_TEXT, "no"));

    in.end();
    assertThat(response.completions()).isZero();
    response.stream.room = true;
    elsewhere(
        () -> {
          try {
            response.stream.makeRoom();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });

    assertThat(response.text()).contains("urn:fanfare:invalid-text");
    assertThat(response.completions()).isEqualTo(1);
  }

  @Test
  void nothingIsReadUntilThereIsRoomForIt() {
    NotingBody body = body(-1);
    body.ready = false;

    in.arrive("a");
    in.end();
    assertThat(events).isEmpty();

    body.ready = true;
    body.turn();

    assertThat(events).containsExactly("a", "ended", "over");
  }

  @Test
  void itIsAnsweredOnceWhateverComesLater() {
    NotingBody body = body(-1);
    in.end();

    body.late();
    body.refuse(new Problem(Status.STOPPING, "stop"));
    body.accept("{}", true);
    in.fail();

    assertThat(events).containsExactly("ended", "over");
    assertThat(response.status()).isEqualTo(202);
    assertThat(response.header("Idempotency-Replayed")).isNull();
    assertThat(response.text()).isEqualTo("{}");
  }

  @Test
  void whoIsTooSlowIsToldSoAndNotReadAnyMore() {
    NotingBody body = body(-1);
    in.arrive("a");

    body.late();
    in.arrive("b");
    in.end();

    assertThat(events).containsExactly("a", "over");
    assertThat(response.status()).isEqualTo(408);
    assertThat(response.header("Connection")).isEqualTo("close");
  }

  @Test
  void anAnswerHasItsLengthAndLeavesWhenThereIsRoom() {
    body(-1);
    response.stream.room = false;

    in.end();
    assertThat(response.completions()).isZero();
    response.stream.room = true;
    elsewhere(
        () -> {
          try {
            response.stream.makeRoom();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });

    assertThat(response.text()).isEqualTo("{}");
    assertThat(response.header("Content-Length")).isEqualTo("2");
    assertThat(response.completions()).isEqualTo(1);
  }

  @Test
  void whoComesWhileAnotherThreadReadsDoesNotWaitForIt() {
    NotingBody body = body(-1);
    body.whenTaken = () -> elsewhere(body::turn);

    in.arrive("a");

    assertThat(events).containsExactly("a");
  }

  @Test
  void roomThatComesWhileThereIsSaidToBeNoneIsNotMissed() {
    NotingBody body = body(-1);
    body.ready = false;
    body.onceAsked =
        () ->
            elsewhere(
                () -> {
                  body.ready = true;
                  body.turn();
                });

    in.arrive("a");

    assertThat(events).containsExactly("a");
  }

  @Test
  void bytesThatComeWhileThereAreSaidToBeNoneAreNotMissed() {
    body(-1);
    in.whileTellingThatThereIsNothing(() -> elsewhere(() -> in.arrive("b")));

    in.arrive("a");

    assertThat(events).containsExactly("a", "b");
  }

  @Test
  void anEndThatIsToldWhileTheLastBytesAreGivenIsNotMissed() {
    NotingBody body = body(-1);
    in.whileGivingBytes(() -> elsewhere(body::onAllDataRead));

    in.arrive("a");

    assertThat(events).containsExactly("a", "ended", "over");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void howeverThreadsMeetAllIsTakenInOrderAndEndsOnce(int run) {
    int pieces = 200 * run;
    NotingBody body = body(-1);
    body.whenTaken =
        () -> {
          body.ready = false;
          others.execute(
              () -> {
                body.ready = true;
                body.turn();
              });
        };

    others.execute(
        () -> {
          for (int i = 0; i < pieces; i++) {
            in.arrive(i + ";");
          }
          in.end();
        });

    await().until(() -> events.contains("over"));
    List<String> all = IntStream.range(0, pieces).mapToObj(i -> i + ";").toList();
    assertThat(events.stream().limit(pieces)).isEqualTo(all);
    assertThat(events.stream().skip(pieces)).containsExactly("ended", "over");
  }
}
