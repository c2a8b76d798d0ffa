package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.fanfare.gate.Law;
import org.fanfare.harness.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sentinels are asked for the master, and it is followed when they name another one. */
@Law({2, 10})
final class LettuceSentinelsTest {
  private static RedisServer one;
  private static RedisServer other;
  private static Sentinel sentinel;

  private final AtomicLong turned = new AtomicLong();
  private final ThreadLoop loop =
      new ThreadLoop(() -> System.nanoTime() / 1_000_000 + turned.get());
  private final List<LettuceDialer> dialers = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    one = new RedisServer();
    other = new RedisServer();
    sentinel = new Sentinel(one.port(), 1);
  }

  @AfterAll
  static void stop() throws IOException {
    sentinel.close();
    one.close();
    other.close();
  }

  @AfterEach
  void release() throws IOException {
    dialers.forEach(LettuceDialer::close);
    loop.close();
    name(one);
  }

  /** The sentinel names a server as the master from now on. */
  private static void name(RedisServer server) throws IOException {
    sentinel.ask("SENTINEL REMOVE " + Sentinel.MASTER);
    assertThat(
            sentinel.ask(
                "SENTINEL MONITOR %s 127.0.0.1 %d 1".formatted(Sentinel.MASTER, server.port())))
        .isEqualTo("+OK");
  }

  private LettuceDialer dialer(String master, int... ports) {
    RedisSetup setup =
        new RedisSetup(
            Arrays.stream(ports).mapToObj(port -> URI.create("redis://127.0.0.1:" + port)).toList(),
            Optional.of(new RedisSetup.Sentinel(master, new RedisSetup.Login("", ""))),
            List.of(),
            new RedisSetup.Login("", ""),
            List.of(),
            "ff",
            Duration.ofSeconds(2),
            Duration.ofSeconds(50),
            Duration.ofSeconds(30));
    LettuceDialer dialer =
        new LettuceDialer(
            loop, LettuceServer.of(setup), setup.timeOut(), Executors.defaultThreadFactory());
    dialers.add(dialer);
    return dialer;
  }

  private <T> CompletableFuture<T> onLoop(Supplier<CompletionStage<T>> question) {
    return CompletableFuture.supplyAsync(question, loop)
        .thenCompose(stage -> stage)
        .orTimeout(10, TimeUnit.SECONDS);
  }

  /** Returns the life of the server that is linked. */
  private long linked(LettuceDialer dialer) {
    return onLoop(() -> dialer.dial(LettuceDialerTest.NOBODY)).join().life();
  }

  private String refusal(LettuceDialer dialer) {
    return catchThrowable(onLoop(() -> dialer.dial(LettuceDialerTest.NOBODY))::join)
        .getCause()
        .getMessage();
  }

  private static long life(RedisServer server) throws IOException {
    return ServerInfo.of(RedisServer.ask(server.port(), "INFO", 500).replace("$", "#"))
        .life()
        .bits();
  }

  @Test
  void theServerThatTheSentinelNamesIsLinkedUntilItNamesAnotherOne() throws IOException {
    LettuceDialer dialer = dialer(Sentinel.MASTER, sentinel.port());
    assertThat(linked(dialer)).isEqualTo(life(one));
    assertThat(onLoop(dialer::isPresent).join()).isTrue();

    name(other);

    assertThat(onLoop(dialer::isPresent).join()).isFalse();
    assertThat(linked(dialer)).isEqualTo(life(other));
    assertThat(onLoop(dialer::isPresent).join()).isTrue();
  }

  @Test
  void aSentinelThatIsAwayIsDoneWithout() throws IOException {
    LettuceDialer dialer =
        dialer(Sentinel.MASTER, FreePort.find(), sentinel.port(), FreePort.find());

    assertThat(linked(dialer)).isEqualTo(life(one));
  }

  @Test
  void whatMostSentinelsNameIsTheMaster() throws IOException {
    try (Sentinel second = new Sentinel(one.port(), 1);
        Sentinel stale = new Sentinel(other.port(), 1)) {
      LettuceDialer dialer = dialer(Sentinel.MASTER, stale.port(), sentinel.port(), second.port());

      assertThat(linked(dialer)).isEqualTo(life(one));
    }
  }

  @Test
  void aNameThatNoSentinelKnowsIsTold() {
    assertThat(refusal(dialer("elsewhere", sentinel.port())))
        .isEqualTo(
            "the sentinels in redis.servers know no master \"elsewhere\"; right in"
                + " redis.sentinel.master is the name that they monitor");
  }

  @Test
  void thatNoSentinelAnswersIsToldWithTheReason() throws IOException {
    assertThat(refusal(dialer(Sentinel.MASTER, FreePort.find())))
        .startsWith("no sentinel in redis.servers answers: ")
        .contains("Connection refused");
  }

  @Test
  void aNodeGoesToTheMasterThatIsNamedNow() throws IOException {
    NodePlace place =
        new NodePlace(
            loop,
            dialer(Sentinel.MASTER, sentinel.port()),
            new Keys("ff"),
            "node",
            Times.USUAL,
            Clock.systemUTC(),
            () -> 0,
            new Random(1));
    AtomicLong life = new AtomicLong();
    Master master =
        new Master(
            place,
            new Master.Events() {
              @Override
              public void opened(Link link) {
                life.set(link.life());
              }

              @Override
              public void heard(byte[] channel, byte[] payload) {
                throw new AssertionError("only the master hears itself");
              }

              @Override
              public void ended() {
                life.set(0);
              }
            });
    loop.execute(master::connect);
    long before = life(one);
    await().until(() -> life.get() == before);

    name(other);
    turned.addAndGet(5000);
    loop.execute(master::tick);

    long after = life(other);
    await().until(() -> life.get() == after);
    loop.execute(master::close);
  }
}
