package org.fanfare.wire.redeploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of the server that the adapter started, as the JDK's tools and its log show it. */
final class ServerProcess {
  private static final String HOME = System.getProperty("server.home");
  private static final Path LOG = Path.of(HOME, System.getProperty("server.log"));

  private final ProcessHandle process;

  private ServerProcess(ProcessHandle process) {
    this.process = process;
  }

  static ServerProcess running() {
    return new ServerProcess(
        ProcessHandle.allProcesses().filter(ServerProcess::isServer).findFirst().orElseThrow());
  }

  private static boolean isServer(ProcessHandle process) {
    boolean java = process.info().command().orElse("").endsWith("java");
    String line = process.info().commandLine().orElse("");
    return java && line.contains(HOME) && !line.contains("surefire");
  }

  /** Returns how many objects of {@code type} live after a garbage collection. */
  long instances(Class<?> type) throws IOException, InterruptedException {
    return ask("GC.class_histogram").stream()
        .filter(line -> line.stripTrailing().endsWith(" " + type.getName()))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[1]))
        .sum();
  }

  /** Returns how many threads have a name that begins with {@code name}. */
  long threads(String name) throws IOException, InterruptedException {
    return ask("Thread.print").stream().filter(line -> line.startsWith("\"" + name)).count();
  }

  private List<String> ask(String question) throws IOException, InterruptedException {
    Path java = Path.of(process.info().command().orElseThrow());
    Process asked =
        new ProcessBuilder(
                java.resolveSibling("jcmd").toString(), String.valueOf(process.pid()), question)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader answer =
        new BufferedReader(new InputStreamReader(asked.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> lines = answer.lines().toList();
      asked.waitFor(10, TimeUnit.SECONDS);
      return lines;
    }
  }

  /** Returns the lines of the log, since line {@code from}, that tell of an error. */
  static List<String> errors(int from) throws IOException {
    return log().stream().skip(from).filter(ServerProcess::isError).toList();
  }

  static List<String> log() throws IOException {
    return Files.exists(LOG) ? Files.readAllLines(LOG, StandardCharsets.UTF_8) : List.of();
  }

  /** WildFly, GlassFish, Open Liberty, in this order, each write it in their own way. */
  private static boolean isError(String line) {
    boolean gone = line.contains("UT005088"); // WildFly 39: a client left while it was written to
    return !gone
        && (line.contains(" ERROR [")
            || line.contains("[SEVERE]")
            || line.matches("\\[.*\\] \\w+ \\S+ +E .*"));
  }
}
