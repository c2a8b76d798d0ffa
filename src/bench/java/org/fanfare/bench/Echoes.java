package org.fanfare.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.fanfare.harness.ServerProcess;

/** The command {@code echo}: many connections, each with one message on its way and back. */
final class Echoes implements Deliveries {
  private Latencies latencies = new Latencies();
  private long damaged;

  private Echoes() {}

  static Verdict run(Options options) throws IOException {
    int connections = options.number("subscribers", 1000);
    int size = options.number("size", 128);
    double warmup = options.real("warmup", 2);
    double duration = options.real("duration", 10);
    ServerProcess server = new ServerProcess(options.number("server-pid", 0));
    String file = options.text("json", "");
    Report report = new Report(options.text("label", "echo"));
    Echoes echoes = new Echoes();
    Target target =
        new Target(
            options.url("url", "http://127.0.0.1:8080/fanfare/bench/echo"),
            new Mark(ThreadLocalRandom.current().nextInt(), size),
            echoes);
    options.refuseUnknown();
    try (Loop loop = new Loop(target.url())) {
      List<EchoLink> links = new ArrayList<>(connections);
      for (int i = 0; i < connections; i++) {
        links.add(new EchoLink(loop, i, target));
      }
      loop.open(links);
      links.forEach(EchoLink::begin);
      loop.runFor(warmup);

      echoes.latencies = new Latencies();
      Usage start = Usage.now(server);
      loop.runFor(duration);
      Usage end = Usage.now(server);
      loop.refuseFailures();

      report.count("conns", connections);
      report.count("size", size);
      end.report(start, echoes.latencies.total(), report);
      report.latencies(echoes.latencies);
      report.count("damaged", echoes.damaged);
      report.write(file);
      for (EchoLink link : links) {
        link.leave();
      }
      return Verdict.of(echoes.damaged == 0 && echoes.latencies.total() > 0);
    }
  }

  @Override
  public void delivered(int subscriber, int number, long time, long now) {
    latencies.add(now - time);
  }

  @Override
  public void damaged(int subscriber) {
    damaged++;
  }

  @Override
  public void gap(int subscriber, String group, long first, long last) {
    damaged++;
  }
}
