package org.fanfare.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.fanfare.harness.ServerProcess;

/**
 * The command {@code churn}: readers at a fixed rate, by turns while nobody else is there and while
 * a fifth as many others come and go each second. Those who stay must not notice, as {@link Turns}
 * has it. Nothing may be missing without a gap, for those who come and go either.
 */
final class Churn {
  private static final double SHARE = 0.2;

  private final Scene scene;
  private final Pace pace;
  private final double arrivals;
  private final Turns turns = new Turns("quiet", "churn");
  private long visitors;
  private long visits;
  private long given;
  private long gaps;
  private long broken;

  private Churn(Scene scene, Pace pace, double arrivals) {
    this.scene = scene;
    this.pace = pace;
    this.arrivals = arrivals;
  }

  static Verdict run(Options options) throws IOException {
    Face face = options.choice("face", Face.class, Face.BARE);
    int subscribers = options.number("subscribers", 1000);
    int size = options.number("size", 128);
    Pace pace = Pace.of(options, 20);
    double arrivals = options.real("arrivals", subscribers * SHARE);
    double duration = options.real("duration", 10);
    double warmup = options.real("warmup", 5);
    int rounds = options.number("rounds", 3);
    ServerProcess server = new ServerProcess(options.number("server-pid", 0));
    String file = options.text("json", "");
    String name = face.name().toLowerCase(Locale.ROOT);
    Report report = new Report(options.text("label", name + "/churn"));
    try (Scene scene = Scene.of(options, subscribers, size)) {
      List<Link> links = face.links(scene.loop, 0, subscribers, scene.target);
      scene.open(links);
      Churn churn = new Churn(scene, pace, arrivals);
      churn.withVisitors(warmup);
      Usage start = Usage.now(server);
      long delivered = scene.ledger.delivered();

      for (int round = 0; round < rounds; round++) {
        churn.turns.without(churn.measure(duration));
        churn.turns.with(churn.withVisitors(duration));
      }

      Usage.now(server).report(start, scene.ledger.delivered() - delivered, report);
      churn.report(report);
      report.write(file);
      for (Link link : links) {
        link.leave();
      }
      return churn.verdict();
    }
  }

  private Latencies withVisitors(double seconds) throws IOException {
    Visitors others = new Visitors(scene, arrivals);
    others.begin();
    Latencies latencies = measure(seconds);
    others.end();
    visitors += others.count();
    visits += others.total(Visitor::visits);
    given += others.total(Visitor::given);
    gaps += others.total(Visitor::gaps);
    broken += others.total(Visitor::broken);
    return latencies;
  }

  /** After two seconds as many have begun to come back as come for the first time. */
  private Latencies measure(double seconds) throws IOException {
    Latencies latencies = new Latencies();
    scene.traffic.run(pace, 2);
    scene.ledger.measure(latencies, System.nanoTime());
    scene.traffic.run(pace, seconds);
    scene.ledger.measure(new Latencies(), System.nanoTime());
    scene.traffic.drain();
    return latencies;
  }

  private void report(Report report) {
    turns.report(report);
    report.figure("arrivals_per_s", arrivals);
    report.count("visitors", visitors);
    report.count("visits", visits);
    report.count("visitors_given", given);
    report.count("visitors_gaps", gaps);
    report.count("visitors_broken", broken);
    scene.ledger.report(report);
  }

  /** Visitors of whom none came back prove nothing. */
  private Verdict verdict() {
    if (!scene.ledger.isClean() || broken > 0 || visits <= visitors) {
      return Verdict.BROKEN;
    }
    return turns.verdict();
  }
}
