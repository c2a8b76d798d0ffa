package org.fanfare.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.fanfare.harness.ServerProcess;

/**
 * The command {@code silence}: many connections of every kind are opened, proved to be alive, held
 * over several heartbeats, and then fall silent all at once, without closing: nothing is read and
 * no ping is answered any more. The server must notice by itself: every counter that counts them
 * must come back to zero.
 */
final class Silence {
  private final ServerProcess server;
  private final Statistics statistics;
  private final Predicate<String> watched;
  private final double limit;

  private Silence(
      ServerProcess server, Statistics statistics, Predicate<String> watched, double limit) {
    this.server = server;
    this.statistics = statistics;
    this.watched = watched;
    this.limit = limit;
  }

  static Verdict run(Options options) throws IOException {
    int bare = options.number("bare", 2500);
    int fanfare = options.number("fanfare", 2500);
    int sse = options.number("sse", 2000);
    int polls = options.number("polls", 2000);
    double hold = options.real("hold", 15);
    ServerProcess server = new ServerProcess(options.number("server-pid", 0));
    URI url = options.url("statistics", "http://127.0.0.1:8080/fanfare/api/statistics");
    Statistics statistics = new Statistics(url, options.text("key", ""));
    String watched = options.text("watch", "connections\\..*|readers|mailboxes");
    Silence silence =
        new Silence(server, statistics, path -> path.matches(watched), options.real("limit", 60));
    try (Scene scene = Scene.of(options, bare + fanfare + sse + polls, 128)) {
      List<Link> links = new ArrayList<>();
      links.addAll(Face.BARE.links(scene.loop, 0, bare, scene.target));
      links.addAll(Face.FANFARE.links(scene.loop, links.size(), fanfare, scene.target));
      links.addAll(Face.SSE.links(scene.loop, links.size(), sse, scene.target));
      links.addAll(Face.POLL.links(scene.loop, links.size(), polls, scene.target));
      silence.tell("before");
      long files = server.openFiles();
      scene.open(links);
      silence.tell("with all of them");
      scene.traffic.run(new Pace(1, 0), 5);
      boolean alive = scene.traffic.drain();
      scene.loop.runFor(hold);
      scene.loop.refuseFailures();
      silence.tell("after " + hold + " s of holding");
      System.out.printf(
          "%d deliveries to %d connections, %s%n",
          scene.ledger.delivered(), links.size(), alive ? "none missing" : "SOME MISSING");
      return Verdict.of(silence.listen(files) && scene.ledger.isClean());
    }
  }

  private void tell(String when) throws IOException {
    System.out.printf(
        "%s: %d threads, %d open files, %d MiB resident, %s%n",
        when, server.threads(), server.openFiles(), server.residentKib() / 1024, counters());
  }

  private Map<String, Double> counters() throws IOException {
    Map<String, Double> counters = new LinkedHashMap<>(statistics.read());
    counters.keySet().removeIf(watched.negate());
    if (counters.isEmpty()) {
      throw new IllegalStateException("the statistics have no counter that is to be watched");
    }
    return counters;
  }

  /** Nothing is read from here on, because nothing turns the loop. */
  private boolean listen(long files) throws IOException {
    long began = System.nanoTime();
    Map<String, Double> left = counters();
    System.out.println("silent from here on");
    while (true) {
      double seconds = (System.nanoTime() - began) / 1e9;
      Map<String, Double> now = counters();
      left.keySet()
          .removeIf(name -> now.getOrDefault(name, Double.NaN) == 0 && zero(name, seconds));
      if (left.isEmpty()) {
        tell("after the silence");
        untilClosed(files, began);
        return true;
      }
      if (seconds > limit) {
        tell("not zero after " + limit + " s");
        return false;
      }
      pause();
    }
  }

  /** A socket that answered in good order is the container's, until its keep-alive has passed. */
  private void untilClosed(long files, long began) throws IOException {
    double seconds;
    do {
      pause();
      seconds = (System.nanoTime() - began) / 1e9;
    } while (server.openFiles() > files + 100 && seconds < 2 * limit);
    tell("after %.1f s".formatted(seconds));
  }

  private static boolean zero(String name, double seconds) {
    System.out.printf("%s: zero after %.1f s%n", name, seconds);
    return true;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
