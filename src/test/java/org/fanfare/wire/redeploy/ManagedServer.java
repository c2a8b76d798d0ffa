package org.fanfare.wire.redeploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fanfare.gate.ServerLog;
import org.fanfare.harness.ServerProcess;

/** The server that the adapter started: its process and its log. */
final class ManagedServer {
  private static final String HOME = System.getProperty("server.home");
  private static final Path LOG = Path.of(HOME, System.getProperty("server.log"));

  private ManagedServer() {}

  static ServerProcess process() {
    return ProcessHandle.allProcesses()
        .filter(ManagedServer::isServer)
        .findFirst()
        .map(process -> new ServerProcess(process.pid()))
        .orElseThrow();
  }

  private static boolean isServer(ProcessHandle process) {
    boolean java = process.info().command().orElse("").endsWith("java");
    String line = process.info().commandLine().orElse("");
    return java && line.contains(HOME) && !line.contains("surefire");
  }

  /** Returns what the log, since line {@code from}, has of errors that are not known. */
  static List<String> errors(int from) throws IOException {
    List<String> lines = log();
    return ServerLog.unknown(
        System.getProperty("arquillian.launch"), lines.subList(from, lines.size()));
  }

  static List<String> log() throws IOException {
    return Files.exists(LOG) ? Files.readAllLines(LOG, StandardCharsets.UTF_8) : List.of();
  }
}
