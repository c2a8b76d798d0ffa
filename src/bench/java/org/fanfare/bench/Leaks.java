package org.fanfare.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fanfare.harness.ServerProcess;

/**
 * The command {@code leaks}: connections of consumers come and go in many ways, and nothing of them
 * is left. What is left is told by class: an object for one in a thousand of them is a leak.
 *
 * <p>A server may keep a bounded number of objects of the last ones ({@link
 * org.fanfare.transport.Quirk#KEEPS_THE_LAST_OF_A_THREAD}), while a leak grows with each
 * connection. So all of it is done again, until nothing more is left than before, at most {@link
 * #ROUNDS} times.
 */
final class Leaks implements Deliveries {
  private static final int AT_ONCE = 100;
  private static final double PATIENCE = 30;
  private static final int ROUNDS = 6;

  /** The last parts of the URLs, by turns, and how each visit ends. */
  private enum Kind {
    LEAVES("echo"),
    IS_CUT("joined/demo.bench"),
    NEVER_READS("echo"),
    IS_REFUSED("failing/connect"),
    FAILS("failing/text");

    private final String path;

    Kind(String path) {
      this.path = path;
    }
  }

  private final Mark mark = new Mark(0, 128);
  private final Loop loop;
  private final URI url;

  private Leaks(Loop loop, URI url) {
    this.loop = loop;
    this.url = url;
  }

  static Verdict run(Options options) throws IOException {
    int connections = options.number("connections", 10_000);
    ServerProcess server = new ServerProcess(options.number("server-pid", 0));
    String file = options.text("json", "");
    Report report = new Report(options.text("label", "consumers/leaks"));
    URI url = options.url("url", "http://127.0.0.1:8080/fanfare/bench");
    options.refuseUnknown();
    try (Loop loop = new Loop(url)) {
      Leaks leaks = new Leaks(loop, url);
      leaks.visit(connections);
      loop.runFor(PATIENCE / 2);
      Map<String, Long> before = counts(server);
      long most = Long.MAX_VALUE;
      int rounds = 0;
      while (rounds < ROUNDS && most >= connections / 1000) {
        rounds++;
        leaks.visit(connections);
        most = leaks.leftSince(before, server);
        before = counts(server);
      }
      report.count("conns", connections);
      report.count("rounds", rounds);
      report.count("classes", before.size());
      report.count("most_left", Math.max(0, most));
      report.write(file);
      return Verdict.of(!before.isEmpty() && most < connections / 1000);
    }
  }

  /** Returns how many objects of one class there are more than before, when all have settled. */
  private long leftSince(Map<String, Long> before, ServerProcess server) throws IOException {
    Map<String, Long> left = Map.of();
    for (double waited = 0; waited < PATIENCE; waited += 5) {
      loop.runFor(5);
      left = difference(before, counts(server));
      if (left.values().stream().allMatch(more -> more <= 0)) {
        break;
      }
    }
    left.forEach((type, more) -> System.out.printf("%+8d %s%n", more, type));
    return left.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private void visit(int connections) throws IOException {
    for (int first = 0; first < connections; first += AT_ONCE) {
      List<EchoLink> links = new ArrayList<>(AT_ONCE);
      for (int i = first; i < first + AT_ONCE; i++) {
        EchoLink link =
            new EchoLink(loop, i, new Target(URI.create(url + "/" + kind(i).path), mark, this));
        link.mayEnd();
        link.start();
        links.add(link);
      }
      long until = System.nanoTime() + (long) (PATIENCE * 1e9);
      while (!links.stream().allMatch(each -> each.isReady() || !each.ended().isEmpty())) {
        loop.turn(System.nanoTime() + 1_000_000);
        if (System.nanoTime() > until) {
          throw new IllegalStateException("connections were neither accepted nor refused in time");
        }
      }
      for (EchoLink link : links) {
        if (link.isReady() != (kind(link.number) != Kind.IS_REFUSED)) {
          throw new IllegalStateException(kind(link.number) + " it did not: " + link.ended());
        }
        link.begin();
        if (kind(link.number) == Kind.NEVER_READS && link.ended().isEmpty()) {
          link.stopReading();
        }
      }
      loop.runFor(0.02);
      for (EchoLink link : links) {
        if (kind(link.number) == Kind.LEAVES) {
          link.leave();
        } else {
          link.cut();
        }
      }
    }
  }

  private static Kind kind(int number) {
    return Kind.values()[number % Kind.values().length];
  }

  /** How many objects of each of our classes live. */
  private static Map<String, Long> counts(ServerProcess server) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    List<String> lines = server.histogram().map(ServerProcess.Histogram::lines).orElse(List.of());
    for (String line : lines) {
      String[] columns = line.strip().split("\\s+", -1);
      if (columns.length >= 4 && columns[3].contains("org.fanfare.")) {
        counts.merge(columns[3], Long.parseLong(columns[1]), Long::sum);
      }
    }
    return counts;
  }

  private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> difference = new TreeMap<>();
    after.forEach(
        (type, count) -> {
          long more = count - before.getOrDefault(type, 0L);
          if (more != 0) {
            difference.put(type, more);
          }
        });
    return difference;
  }

  @Override
  public void delivered(int subscriber, int number, long time, long now) {}

  @Override
  public void damaged(int subscriber) {}

  @Override
  public void gap(int subscriber, String group, long first, long last) {}
}
