package org.fanfare.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.threads.Loop;

/** The links of a node to a real server, which a test cuts, and of which it knows what is asked. */
final class LettuceLine implements GroupsContract.Line {
  private final Loop loop;
  private final LettuceDialer dialer;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Counted last; // the link that is open; changed on the loop
  private boolean isCut; // used on the loop

  LettuceLine(Loop loop, int port) {
    this(loop, RedisServer.plain(port));
  }

  LettuceLine(Loop loop, LettuceServer server) {
    this.loop = loop;
    this.dialer =
        new LettuceDialer(loop, server, Times.USUAL.timeOut(), Executors.defaultThreadFactory());
  }

  @Override
  public CompletionStage<Link> dial(Link.Listener listener) {
    if (isCut) {
      return CompletableFuture.failedFuture(
          new LinkException(LinkException.Kind.NOT_ASKED, "cut by the test"));
    }
    Counted counted = new Counted(listener);
    return count(dialer.dial(counted))
        .thenApply(
            link -> {
              counted.link = link;
              last = counted;
              return counted;
            });
  }

  @Override
  public void cut() {
    loop.execute(
        () -> {
          isCut = true;
          Counted open = last;
          if (open != null) {
            open.link.close();
            open.ended("cut by the test");
          }
        });
  }

  @Override
  public void mend() {
    loop.execute(() -> isCut = false);
  }

  @Override
  public boolean isIdle() {
    Counted open = last;
    return asked.get() == 0 && (open == null || open.beacons.get() == 0);
  }

  @Override
  public void close() {
    dialer.close();
  }

  private <T> CompletionStage<T> count(CompletionStage<T> answer) {
    asked.incrementAndGet();
    return answer.whenComplete((value, failure) -> asked.decrementAndGet());
  }

  /** A link of which it is known what is asked, and which beacons have not come back. */
  private final class Counted implements Link, Link.Listener {
    private final Listener listener;
    private final AtomicInteger beacons = new AtomicInteger();
    private Link link;

    Counted(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void heard(byte[] channel, byte[] payload) {
      listener.heard(channel, payload);
      if (Master.isBeacon(payload)) {
        beacons.decrementAndGet();
      }
    }

    @Override
    public void looked(ServerMemory memory) {
      listener.looked(memory);
    }

    @Override
    public void ended(String why) {
      last = null;
      listener.ended(why);
    }

    @Override
    public long life() {
      return link.life();
    }

    @Override
    public CompletionStage<Long> look() {
      return count(link.look());
    }

    @Override
    public CompletionStage<List<Object>> run(
        Script script, List<byte[]> keys, List<byte[]> arguments) {
      return count(link.run(script, keys, arguments));
    }

    @Override
    public CompletionStage<byte[]> get(byte[] key) {
      return count(link.get(key));
    }

    @Override
    public CompletionStage<List<byte[]>> names(String pattern) {
      return count(link.names(pattern));
    }

    @Override
    public CompletionStage<?> notify(byte[] channel, byte[] payload) {
      if (Master.isBeacon(payload)) {
        beacons.incrementAndGet();
      }
      return count(link.notify(channel, payload));
    }

    @Override
    public CompletionStage<?> subscribe(List<byte[]> channels) {
      return count(link.subscribe(channels));
    }

    @Override
    public void unsubscribe(List<byte[]> channels) {
      link.unsubscribe(channels);
    }

    @Override
    public void close() {
      last = null;
      link.close();
    }
  }
}
