package org.fanfare.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.fanfare.harness.ServerProcess;

/**
 * The command {@code slow}: readers at a fixed rate, by turns with and without one more client that
 * has stopped reading. The others must not notice, as {@link Turns} has it.
 */
final class Slow {
  private static final long CATCH_UP = TimeUnit.SECONDS.toNanos(10);

  // 60 MB in two seconds: more than the buffers of a connection and of a server hold.
  private static final byte[] FILLER = Json.ascii("f".repeat(60_000));
  private static final int FILLERS = 1000;
  private static final double FILLERS_A_SECOND = 500;

  private final Scene scene;
  private final ServerProcess server;
  private final Face face;
  private final Pace pace;
  private final double duration;
  private final Turns turns = new Turns("without", "with");
  private long gaps;
  private long broken;
  private int neverBehind;
  private long heapWithout;
  private long heapWith;

  private Slow(Scene scene, ServerProcess server, Face face, Pace pace, double duration) {
    this.scene = scene;
    this.server = server;
    this.face = face;
    this.pace = pace;
    this.duration = duration;
  }

  static Verdict run(Options options) throws IOException {
    Face face = options.choice("face", Face.class, Face.FANFARE);
    int subscribers = options.number("subscribers", 200);
    int size = options.number("size", 1024);
    Pace pace = Pace.of(options, 50);
    double duration = options.real("duration", 10);
    double warmup = options.real("warmup", 5);
    int stuck = options.number("stuck", 1);
    int rounds = options.number("rounds", 3);
    ServerProcess server = new ServerProcess(options.number("server-pid", 0));
    String file = options.text("json", "");
    String name = face.name().toLowerCase(Locale.ROOT);
    Report report = new Report(options.text("label", name + "/slow"));
    try (Scene scene = Scene.of(options, subscribers, size)) {
      List<Link> links = face.links(scene.loop, 0, subscribers, scene.target);
      scene.open(links);
      scene.traffic.run(pace, warmup);
      Usage start = Usage.now(server);
      long delivered = scene.ledger.delivered();

      Slow slow = new Slow(scene, server, face, pace, duration);
      for (int round = 0; round < rounds; round++) {
        slow.without();
        slow.with(stuck);
      }

      Usage.now(server).report(start, scene.ledger.delivered() - delivered, report);
      slow.report(report);
      report.count("stuck", stuck);
      report.count("heap_without_kib", slow.heapWithout);
      report.count("heap_with_kib", slow.heapWith);
      report.count("heap_after_kib", server.liveHeapKib());
      report.write(file);
      for (Link link : links) {
        link.leave();
      }
      return slow.verdict();
    }
  }

  private void without() throws IOException {
    turns.without(measure());
    heapWithout = Math.max(heapWithout, server.liveHeapKib());
  }

  private void with(int number) throws IOException {
    List<Stuck> stuck = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      stuck.add(new Stuck(scene.loop, face, scene.target, scene.ledger.published()));
      stuck.get(i).open();
    }
    turns.with(measure());
    heapWith = Math.max(heapWith, server.liveHeapKib());
    for (Stuck each : stuck) {
      each.readOn();
    }
    long until = System.nanoTime() + CATCH_UP;
    while (System.nanoTime() < until && !stuck.stream().allMatch(this::hasAll)) {
      scene.loop.turn(until);
    }
    for (Stuck each : stuck) {
      each.leave(scene.ledger.published());
      gaps += each.gaps();
      broken += each.broken();
      neverBehind += each.gaps() == 0 ? 1 : 0;
      System.err.println("the stuck client: " + each);
    }
  }

  private boolean hasAll(Stuck stuck) {
    return stuck.hasAll(scene.ledger.published());
  }

  /** What fills the buffers is published in both turns, so that both begin alike. */
  private Latencies measure() throws IOException {
    Latencies latencies = new Latencies();
    scene.traffic.fill(Stuck.filler(scene.target), FILLER, FILLERS, FILLERS_A_SECOND);
    scene.traffic.run(pace, 1);
    scene.ledger.measure(latencies, System.nanoTime());
    scene.traffic.run(pace, duration);
    scene.traffic.drain();
    scene.ledger.measure(new Latencies(), System.nanoTime());
    return latencies;
  }

  private void report(Report report) {
    turns.report(report);
    report.count("stuck_gaps", gaps);
    report.count("stuck_broken", broken);
    report.count("stuck_never_behind", neverBehind);
    scene.ledger.report(report);
  }

  /** A stuck client that never fell behind proves nothing: then it was not stuck. */
  private Verdict verdict() {
    if (!scene.ledger.isClean() || broken > 0 || neverBehind > 0) {
      return Verdict.BROKEN;
    }
    return turns.verdict();
  }
}
