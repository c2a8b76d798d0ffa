package org.fanfare.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.fanfare.harness.ServerProcess;

/** The command {@code idle}: what connections cost the server while nothing is published. */
final class Idle {
  private Idle() {}

  static Verdict run(Options options) throws IOException {
    Face face = options.choice("face", Face.class, Face.FANFARE);
    int subscribers = options.number("subscribers", 5000);
    double hold = options.real("hold", 5);
    ServerProcess server = new ServerProcess(options.number("server-pid", 0));
    String file = options.text("json", "");
    Report report =
        new Report(options.text("label", face.name().toLowerCase(Locale.ROOT) + "/idle"));
    report.text("mode", face.name().toLowerCase(Locale.ROOT));
    report.count("conns", subscribers);
    Target target =
        new Target(
            options.url("url", "http://127.0.0.1:8080/fanfare/groups/demo.bench"),
            new Mark(0, Mark.LEAST),
            Deliveries.none());
    options.refuseUnknown();
    try (Loop loop = new Loop(target.url())) {
      long resident = server.residentKib();
      long threads = server.threads();
      List<Link> links = face.links(loop, 0, subscribers, target);
      loop.open(links);
      loop.runFor(2);
      double cpu = server.cpuSeconds();
      loop.runFor(hold);
      loop.refuseFailures();
      report.count("rss_before_kib", resident);
      report.count("rss_idle_kib", server.residentKib());
      report.figure("kib_per_conn", (server.residentKib() - resident) / (double) subscribers);
      report.figure("idle_cpu_ms_per_s", (server.cpuSeconds() - cpu) * 1e3 / hold);
      report.count("threads_before", threads);
      report.count("threads_idle", server.threads());
      long heap = server.liveHeapKib();
      for (Link link : links) {
        link.leave();
      }
      loop.runFor(3);
      long heapAfter = server.liveHeapKib();
      report.count("heap_idle_kib", heap);
      report.count("heap_left_kib", heapAfter);
      report.figure("heap_kib_per_conn", (heap - heapAfter) / (double) subscribers);
      report.write(file);
      return Verdict.GOOD;
    }
  }
}
