package org.fanfare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The server's process, seen from outside through {@code /proc}. Without a process id, or where
 * there is no {@code /proc}, every figure is 0.
 */
final class ServerProcess {
  private static final double TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux

  private final long pid;
  private final Path folder;

  ServerProcess(long pid) {
    this.pid = pid;
    folder = Path.of("/proc", Long.toString(pid));
    if (pid > 0 && Files.isDirectory(Path.of("/proc/self")) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--server-pid " + pid + ": there is no such process");
    }
  }

  boolean isSeen() {
    return pid > 0 && Files.isDirectory(folder);
  }

  /** User and system time so far. */
  double cpuSeconds() throws IOException {
    if (!isSeen()) {
      return 0;
    }
    String stat = Files.readString(folder.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  long residentKib() throws IOException {
    return status("VmRSS:");
  }

  long threads() throws IOException {
    return status("Threads:");
  }

  long openFiles() throws IOException {
    if (!isSeen()) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder.resolve("fd"))) {
      return files.count();
    }
  }

  /** What lives in the heap after a full collection; 0 without {@code jcmd}, or if not Java. */
  long liveHeapKib() throws IOException {
    if (!isSeen()) {
      return 0;
    }
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      return 0;
    }
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = process.inputReader()) {
      return lines
          .lines()
          .filter(line -> line.startsWith("Total"))
          .mapToLong(line -> Long.parseLong(line.trim().split("\\s+", -1)[2]) / 1024)
          .findFirst()
          .orElse(0);
    }
  }

  /** Busy seconds of all cores of the machine so far. */
  static double machineSeconds() throws IOException {
    Path stat = Path.of("/proc/stat");
    if (!Files.isReadable(stat)) {
      return 0;
    }
    String[] fields = Files.readAllLines(stat).get(0).split("\\s+", -1);
    long busy = 0;
    for (int field : new int[] {1, 2, 3, 6, 7}) {
      busy += Long.parseLong(fields[field]);
    }
    return busy / TICKS_A_SECOND;
  }

  private long status(String name) throws IOException {
    if (!isSeen()) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(folder.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }
}
