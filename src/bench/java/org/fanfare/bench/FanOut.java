package org.fanfare.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.fanfare.harness.ServerProcess;

/**
 * The command {@code load}: many subscribers of one kind, spread over one or more groups, and one
 * publisher. The window is that of each group.
 */
final class FanOut {
  private FanOut() {}

  static Verdict run(Options options) throws IOException {
    Face face = options.choice("face", Face.class, Face.FANFARE);
    int subscribers = options.number("subscribers", 1000);
    int groups = options.number("groups", 1);
    int size = options.number("size", 128);
    Pace pace = Pace.of(options, 0);
    double warmup = options.real("warmup", 2);
    double duration = options.real("duration", 10);
    ServerProcess server = new ServerProcess(options.number("server-pid", 0));
    String file = options.text("json", "");
    Report report = new Report(options.text("label", face.name().toLowerCase(Locale.ROOT)));
    try (Scene scene = Scene.of(options, subscribers, groups, size)) {
      long before = server.residentKib();
      List<Link> links = face.spread(scene.loop, subscribers, groups, scene.target);
      scene.open(links);
      long connected = server.residentKib();
      scene.traffic.run(pace, warmup);

      Latencies latencies = new Latencies();
      long delivered = scene.ledger.delivered();
      Usage start = Usage.now(server);
      scene.ledger.measure(latencies, start.nanos());
      scene.traffic.run(pace, duration);
      Usage end = Usage.now(server);
      long deliveries = scene.ledger.delivered() - delivered;
      scene.traffic.drain();

      describe(report, face, subscribers, size, pace);
      report.count("groups", groups);
      end.report(start, deliveries, report);
      report.latencies(latencies);
      scene.ledger.report(report);
      report.count("rss_before_kib", before);
      report.count("rss_idle_kib", connected);
      report.count("rss_end_kib", server.residentKib());
      report.write(file);
      for (Link link : links) {
        link.leave();
      }
      return Verdict.of(scene.ledger.isClean());
    }
  }

  private static void describe(Report report, Face face, int subscribers, int size, Pace pace) {
    report.text("mode", face.name().toLowerCase(Locale.ROOT));
    report.text("generator", "java");
    report.count("conns", subscribers);
    report.count("size", size);
    report.figure("rate", pace.rate());
    report.count("window", pace.rate() > 0 ? 0 : pace.window());
  }
}
