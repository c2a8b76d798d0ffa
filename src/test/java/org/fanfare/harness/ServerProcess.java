package org.fanfare.harness;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server's process, seen from outside through {@code /proc} and the JDK's {@code jcmd}. Without a
 * process id, or where there is no {@code /proc}, every figure of it is 0. For use by any thread.
 */
public final class ServerProcess {
  private static final double TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux

  private static final long PATIENCE_SECONDS = 20;

  private final long pid;
  private final Path folder;

  /**
   * The heap by class, as {@code jcmd} tells it after a full collection.
   *
   * @param lines its answer, with the line of the totals
   */
  public record Histogram(List<String> lines) {
    /** Keeps a copy. */
    public Histogram {
      lines = List.copyOf(lines);
    }

    /** Returns how many objects of a class live, of all its class loaders together. */
    public long instances(String type) {
      return lines.stream()
          .filter(line -> line.stripTrailing().endsWith(" " + type))
          .mapToLong(line -> column(line, 1))
          .sum();
    }

    /** Returns how many bytes all live objects take. */
    public long bytes() {
      return lines.stream()
          .filter(Histogram::isTotal)
          .mapToLong(line -> column(line, 2))
          .findFirst()
          .orElseThrow();
    }

    private static boolean isTotal(String line) {
      return line.startsWith("Total");
    }

    private static long column(String line, int index) {
      return Long.parseLong(line.strip().split("\\s+", -1)[index]);
    }
  }

  /** Makes the view of a process, which must exist unless its id is 0. */
  public ServerProcess(long pid) {
    this.pid = pid;
    folder = Path.of("/proc", Long.toString(pid));
    if (pid > 0 && Files.isDirectory(Path.of("/proc/self")) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("there is no process " + pid);
    }
  }

  private boolean isSeen() {
    return pid > 0 && Files.isDirectory(folder);
  }

  /** Returns its user and system time so far. */
  public double cpuSeconds() throws IOException {
    if (!isSeen()) {
      return 0;
    }
    String stat = Files.readString(folder.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  /** Returns how much of its memory is resident. */
  public long residentKib() throws IOException {
    return status("VmRSS:");
  }

  /** Returns how many threads it has. */
  public long threads() throws IOException {
    return status("Threads:");
  }

  /** Returns how many files and sockets it has open. */
  public long openFiles() throws IOException {
    if (!isSeen()) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder.resolve("fd"))) {
      return files.count();
    }
  }

  /** Returns how many of its Java threads have a name that begins with {@code name}. */
  public long threads(String name) throws IOException {
    return ask("Thread.print").stream().filter(line -> line.startsWith("\"" + name)).count();
  }

  /** Returns what lives in the heap after a full collection; 0 if {@link #histogram} is empty. */
  public long liveHeapKib() throws IOException {
    return histogram().map(histogram -> histogram.bytes() / 1024).orElse(0L);
  }

  /** Returns what lives in the heap after a full collection; empty without a JDK, or a JVM. */
  public Optional<Histogram> histogram() throws IOException {
    List<String> lines = ask("GC.class_histogram");
    return lines.stream().anyMatch(Histogram::isTotal)
        ? Optional.of(new Histogram(lines))
        : Optional.empty();
  }

  /**
   * Returns what {@code jcmd} answers to a question; nothing if there is none to be asked, and what
   * it has said by then if it is not done after 20 seconds.
   */
  public List<String> ask(String question) throws IOException {
    Path jcmd = jcmd();
    if (!isSeen() || !Files.isExecutable(jcmd)) {
      return List.of();
    }
    Path answer = Files.createTempFile("jcmd", ".txt");
    Process asked =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), question)
            .redirectErrorStream(true)
            .redirectOutput(answer.toFile())
            .start();
    try {
      asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return Files.readAllLines(answer);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("while jcmd answered " + question);
    } finally {
      asked.destroyForcibly(); // one that has ended does not mind
      Files.delete(answer);
    }
  }

  /** That of the server's own JDK, if it can be found: an older one may not be understood. */
  private Path jcmd() {
    Path ours = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .map(java -> Path.of(java).resolveSibling("jcmd"))
        .filter(Files::isExecutable)
        .orElse(ours);
  }

  /** Returns the busy seconds of all cores of the machine so far. */
  public static double machineSeconds() throws IOException {
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
