package org.fanfare.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.fanfare.harness.ServerProcess;

/** What the server, this client and the whole machine had used up at one moment. */
record Usage(long nanos, double server, double client, double machine) {
  static Usage now(ServerProcess server) throws IOException {
    var client =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Usage(
        System.nanoTime(),
        server.cpuSeconds(),
        client.getProcessCpuTime() / 1e9,
        ServerProcess.machineSeconds());
  }

  /** Adds what was used since the earlier moment, for so many deliveries. */
  void report(Usage earlier, long deliveries, Report report) {
    double seconds = (nanos - earlier.nanos) / 1e9;
    double serverCores = (server - earlier.server) / seconds;
    double clientCores = (client - earlier.client) / seconds;
    report.figure("seconds", seconds);
    report.count("deliveries", deliveries);
    report.figure("deliveries_per_s", deliveries / seconds);
    report.figure(
        "server_us_per_delivery",
        deliveries == 0 ? 0 : (server - earlier.server) * 1e6 / deliveries);
    report.figure("server_cores", serverCores);
    report.figure("generator_busy", clientCores);
    double machineCores = (machine - earlier.machine) / seconds;
    report.figure("other_cores", Math.max(0, machineCores - serverCores - clientCores));
  }
}
