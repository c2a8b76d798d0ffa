package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.fanfare.threads.LoopThread;
import org.junit.jupiter.api.Test;

/** A client is made when its threads run, and not before. */
final class LettuceDialerTest {
  private static final Duration TIME_OUT = Duration.ofMillis(500);

  /** Hears nothing. */
  static final Link.Listener NOBODY =
      new Link.Listener() {
        @Override
        public void heard(byte[] channel, byte[] payload) {
          throw new AssertionError("nobody has subscribed");
        }

        @Override
        public void ended(String why) {
          // it is closed by the test
        }
      };

  /** Threads that do nothing at first, as those of a server that deploys an application. */
  private static final class LateThreads implements ThreadFactory {
    private volatile boolean areThere;

    @Override
    public Thread newThread(Runnable task) {
      return areThere ? new Thread(task) : new Thread(() -> {});
    }
  }

  @Test
  void whereNoThreadRunsYetItSaysSoAndConnectsWhenTheyDo() throws IOException {
    LateThreads threads = new LateThreads();
    LoopThread loop = LoopThread.start(Thread::new, "fanfare-test", System::nanoTime);
    try (RedisServer server = new RedisServer()) {
      LettuceDialer dialer =
          new LettuceDialer(loop, RedisServer.plain(server.port()), TIME_OUT, threads);

      Throwable failure = dialed(loop, dialer).handle((link, failed) -> failed).join();
      threads.areThere = true;
      Link link = dialed(loop, dialer).join();

      assertThat(failure).hasMessageContaining("the server runs no threads yet");
      assertThat(link.life()).isNotZero();
      CompletableFuture.runAsync(dialer::close, loop).join();
    } finally {
      loop.close();
    }
  }

  private static CompletableFuture<Link> dialed(LoopThread loop, LettuceDialer dialer) {
    CompletableFuture<CompletionStage<Link>> dialed =
        CompletableFuture.supplyAsync(() -> dialer.dial(NOBODY), loop);
    return dialed.thenCompose(stage -> stage).orTimeout(10, TimeUnit.SECONDS);
  }
}
