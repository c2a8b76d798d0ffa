package org.fanfare.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fanfare.threads.BoundedCloseExecutor;
import org.fanfare.transport.Servers;
import org.fanfare.transport.WritePolicies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a connection ends. Law 5: a client that does not read holds up nobody else's close. */
class UpgradeTest {
  private static final int STUCK = 50;

  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final CountDownLatch theyRead = new CountDownLatch(1);
  private final Upgrade upgrade = upgrade(new BoundedCloseExecutor(workers));

  /** Of its sockets an upgrade needs for a close only who works and who closes. */
  @SuppressWarnings("NullAway")
  private Upgrade upgrade(BoundedCloseExecutor closers) {
    SocketServices sockets = new SocketServices(workers, closers, null);
    return new Upgrade(
        sockets, new WritePolicies(() -> workers), System::nanoTime, on -> true, false);
  }

  @AfterEach
  void letGo() {
    theyRead.countDown();
    workers.shutdown();
  }

  @Test
  void howeverManyDoNotReadTheOthersAreClosed() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch all = new CountDownLatch(STUCK);

    for (int i = 0; i < STUCK; i++) {
      upgrade.execute(() -> untilTheyRead(all), true);
    }
    upgrade.execute(closed::countDown, false);

    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(all.getCount()).isEqualTo(STUCK);
    theyRead.countDown();
    assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Payara Micro #badassfish | Upgrade",
        "IBM WebSphere Liberty/26.0.0.3 | Upgrade, close"
      })
  void theHandshakeAnnouncesTheEndWhereTcpWouldOutliveIt(String server, String connection) {
    assertThat(Upgrade.connection(Servers.named(server))).isEqualTo(connection);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Payara Micro #badassfish | true",
        "WildFly 39.0.1.Final | true",
        "IBM WebSphere Liberty/26.0.0.3 | false"
      })
  void aClientIsHeldBackWhereTheServerLeavesWhatIsNotRead(String server, boolean held) {
    assertThat(Upgrade.canPause(Servers.named(server))).isEqualTo(held);
  }

  private void untilTheyRead(CountDownLatch all) {
    assertThatNoException().isThrownBy(theyRead::await);
    all.countDown();
  }
}
