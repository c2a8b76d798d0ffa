package org.fanfare.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fanfare.connection.CallerShares;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outlet;
import org.fanfare.connection.Pool;
import org.fanfare.connection.Whose;
import org.fanfare.harness.ClientFrames;
import org.fanfare.protocol.BareEncoder;
import org.fanfare.protocol.Encoder;
import org.fanfare.session.PausableInbox;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.SocketSession;
import org.junit.jupiter.api.Test;

/** Rule P13: an upgraded connection is not read while its inbox is full, and nothing is lost. */
final class DirectPauseTest {
  private final SocketRig rig = new SocketRig();
  private final Slow inbox = new Slow();
  private final DirectClient client = new DirectClient(rig, new Opening(), true);

  /** Takes so many messages, until it is told to take more. */
  private static final class Slow implements PausableInbox {
    private final List<String> taken = new ArrayList<>();
    private int room = 3;
    private boolean throwsIfFull = true;
    private Runnable awaited = () -> {};

    @Override
    public boolean takesMore(Runnable then) {
      if (taken.size() < room) {
        return true;
      }
      awaited = then;
      return false;
    }

    void makesRoom(int more) {
      room += more;
      Runnable told = awaited;
      awaited = () -> {};
      told.run();
    }

    @Override
    public void text(String text) {
      if (throwsIfFull && taken.size() == room) {
        throw new AssertionError("it was full");
      }
      taken.add(text);
    }

    @Override
    public void bytes(byte[] bytes) {
      text(bytes.length + " bytes");
    }

    @Override
    public int maxSize() {
      return SocketRig.MAX_SIZE;
    }
  }

  private final class Opening implements SocketOpening {
    @Override
    public Set<String> subprotocols() {
      return Set.of();
    }

    @Override
    public CompletionStage<?> ready() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public SocketSession open(String subprotocol, Function<Encoder, Outlet> outlet) {
      ClientConnection connection =
          rig.connections.connect(
              ConnectionProfile.BARE,
              outlet.apply(new BareEncoder()),
              new ConnectionTimes(SocketRig.HEARTBEAT, null));
      connection.start(List.of(), null);
      return new SocketSession(
          connection,
          inbox,
          CallerShares.undivided().open(new Whose("address:192.0.2.7", true), Pool.BEGUN_BYTES));
    }

    @Override
    public void abandon() {}
  }

  private static ClientFrames texts(int first, int last) {
    ClientFrames frames = new ClientFrames();
    for (int i = first; i <= last; i++) {
      frames.text("message " + i);
    }
    return frames;
  }

  /** Of a server that reads over what was left, all is parsed: the inbox sees to its bound. */
  @Test
  void nothingIsLeftUnreadWhereTheServerWouldLoseIt() {
    DirectClient other = new DirectClient(rig, new Opening(), false);
    inbox.throwsIfFull = false;

    other.sends(texts(1, 10));

    assertThat(inbox.taken).hasSize(10);
  }

  @Test
  void noMoreIsParsedThanTheInboxTakesAndTheRestComesLater() {
    client.sends(texts(1, 10));
    assertThat(inbox.taken).containsExactly("message 1", "message 2", "message 3");

    inbox.makesRoom(2);
    assertThat(inbox.taken).hasSize(5);
    inbox.makesRoom(100);

    assertThat(inbox.taken).hasSize(10).last().isEqualTo("message 10");
  }

  @Test
  void whileTheInboxIsFullNothingIsReadAndThenAllInItsOrder() {
    client.sends(texts(1, 3));
    client.sends(texts(4, 5));
    client.sends(texts(6, 7));
    assertThat(inbox.taken).hasSize(3);
    assertThat(client.in.unread()).isPositive();

    inbox.makesRoom(100);
    client.sends(texts(8, 9));

    assertThat(inbox.taken).hasSize(9).isSorted();
    assertThat(client.in.unread()).isZero();
  }

  @Test
  void aMessageInPiecesIsWholeAfterAPause() {
    byte[] bytes = texts(1, 8).bytes();
    for (byte one : bytes) {
      client.in.arrive(new byte[] {one});
    }
    inbox.makesRoom(1);
    inbox.makesRoom(100);

    assertThat(inbox.taken).hasSize(8).isSorted();
  }

  @Test
  void aContainerThatTellsOfBytesInAPauseChangesNothing() throws IOException {
    client.sends(texts(1, 4));
    client.sends(texts(5, 5));

    client.socket.onDataAvailable();
    assertThat(inbox.taken).hasSize(3);
    inbox.makesRoom(100);

    assertThat(inbox.taken).hasSize(5).isSorted();
  }

  @Test
  void whatIsRoomAgainBeforeThePauseHasBegunIsNotMissed() {
    client.in.whileGivingBytes(
        () -> {
          inbox.room = 5;
          inbox.awaited.run();
        });
    client.sends(texts(1, 5));

    assertThat(inbox.taken).hasSize(5);
  }

  @Test
  void aClientThatLeavesInAPauseIsNoticedAfterIt() {
    client.sends(texts(1, 4));
    client.in.end();
    assertThat(rig.connections.count()).isEqualTo(1);

    inbox.makesRoom(100);

    assertThat(inbox.taken).hasSize(4);
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void aPauseLastsTwoHeartbeatsAtMost() {
    client.sends(texts(1, 4));

    for (int i = 0; i < 60; i++) {
      rig.pass(Duration.ofSeconds(1));
    }

    assertThat(rig.connections.count()).isZero();
    inbox.makesRoom(100);
    assertThat(client.closedInUse()).isFalse();
  }

  @Test
  void aConnectionThatEndsInAPauseReadsTheAnswerToItsCloseFrame() {
    client.sends(texts(1, 4));
    rig.connections.stop();
    inbox.makesRoom(100); // as an inbox says that takes none any more

    client.sends(new ClientFrames().close(Ended.STOPPING.code(), ""));

    assertThat(client.closed()).isEqualTo(1);
  }
}
