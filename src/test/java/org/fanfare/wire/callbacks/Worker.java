package org.fanfare.wire.callbacks;

import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;

/** Works until it is released, if it is told to; relays a group meanwhile. */
@Route("/worker/{crew}")
@PermitAll
public class Worker implements Consumer {
  private static final long MOST_SECONDS = 30;
  private static final Map<String, Crew> CREWS = new ConcurrentHashMap<>();

  /** Those who work at one time. */
  private static final class Crew {
    private final Semaphore released = new Semaphore(0);
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
  }

  static void release(String crew, int workers) {
    CREWS.computeIfAbsent(crew, x -> new Crew()).released.release(workers);
  }

  static int working(String crew) {
    return CREWS.computeIfAbsent(crew, x -> new Crew()).working.get();
  }

  static int most(String crew) {
    return CREWS.computeIfAbsent(crew, x -> new Crew()).most.get();
  }

  @Override
  public void connect(Connection client) {
    client.relay(new GroupName("open." + client.scope().path("crew")), new Start.Now());
    client.send("ready");
  }

  @FromClient
  void text(String text, Connection client) throws InterruptedException {
    if (text.equals("work")) {
      Crew crew = CREWS.computeIfAbsent(client.scope().path("crew"), x -> new Crew());
      int now = crew.working.incrementAndGet();
      crew.most.accumulateAndGet(now, Math::max);
      try {
        if (!crew.released.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
          throw new IllegalStateException("no test has released the crew");
        }
      } finally {
        crew.working.decrementAndGet();
      }
    }
    client.send(text + " is done");
  }
}
