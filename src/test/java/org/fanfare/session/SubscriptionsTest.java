package org.fanfare.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Connections;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketLimits;
import org.fanfare.layer.FailingLayer;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Owner;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All readers of a connection are opened, or none stays open. */
final class SubscriptionsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final GroupName A = new GroupName("a");
  private static final GroupName B = new GroupName("b");
  private static final GroupName C = new GroupName("c");

  private final LayerRig rig = MemoryRigs.rig(new GroupPolicy("any", 2, 10, 1 << 20, HOUR, HOUR));
  private final FailingLayer layer = new FailingLayer(rig.layer());
  private final Subscriptions subscriptions = new Subscriptions(layer);
  private final ClientConnection connection =
      new Connections(
              List.of(Runnable::run),
              new ConnectionSettings(
                  1, 1, HOUR, SocketLimits.replies(1), new PendingBounds(1000, 1000), HOUR),
              System::nanoTime,
              new Random(1))
          .connect(ConnectionProfile.STREAM, new NoOutlet(), new ConnectionTimes(HOUR, null));

  @Test
  void theyAreOpenedInTheirOrder() {
    List<Reader> readers =
        LayerRig.answer(subscriptions.readers(connection, List.of(B, A), StartPositions.NOW));

    assertThat(readers).extracting(Reader::group).containsExactly(B, A);
    assertThat(rig.layer().statistics().readers()).isEqualTo(2);
  }

  @Test
  void ifOneIsRefusedNoneStaysOpen() {
    assertThat(problem(subscriptions.readers(connection, List.of(A, B, C), StartPositions.NOW)))
        .isEqualTo(Status.TOO_MANY_GROUPS);
    assertThat(rig.layer().statistics().readers()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = FailingLayer.How.class,
      names = {"BEFORE", "THROWN"})
  void ifTheLayerFailsForOneNoneStaysOpen(FailingLayer.How how) {
    layer.breakDown(B, how);

    assertThat(problem(subscriptions.readers(connection, List.of(A, B), StartPositions.NOW)))
        .isEqualTo(Status.UNAVAILABLE);
    assertThat(rig.layer().statistics().readers()).isZero();
  }

  @Test
  void aLayerThatThrowsForAMailboxFailsItsStage() {
    layer.breakMailboxes();

    CompletionStage<Mailbox> opened = subscriptions.mailbox(new Owner());

    assertThat(opened.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void nowIsSettledAsAPlaceAndNothingStaysOpen() {
    Position head = rig.publish(A, "before").position();

    StartPositions settled =
        LayerRig.answer(subscriptions.settled(connection.shard(), List.of(A), StartPositions.NOW));
    rig.publish(A, "after");

    assertThat(settled.in(A)).isEqualTo(new Start.After(head));
    assertThat(rig.layer().statistics().readers()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = FailingLayer.How.class,
      names = {"BEFORE", "THROWN"})
  void whereTheLayerFailsNowStaysNowAndTheOthersAreSettled(FailingLayer.How how) {
    Position head = rig.publish(A, "before").position();
    layer.breakDown(B, how);

    StartPositions settled =
        LayerRig.answer(
            subscriptions.settled(connection.shard(), List.of(B, A), StartPositions.NOW));

    assertThat(settled.in(A)).isEqualTo(new Start.After(head));
    assertThat(settled.in(B)).isEqualTo(new Start.Now());
  }

  private static Status problem(CompletionStage<?> stage) {
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      return ((ProblemException) e.getCause()).problem().status();
    }
    throw new AssertionError("it was opened");
  }
}
