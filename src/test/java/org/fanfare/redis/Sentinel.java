package org.fanfare.redis;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.fanfare.harness.FreePort;

/**
 * A real sentinel that watches a master of a test's own, on a port of the loopback. It ends with
 * {@link #close}, or with the tests if they end before. For one thread.
 */
final class Sentinel implements AutoCloseable {
  /** The name that it has for the master. */
  static final String MASTER = "main";

  private final int port;
  private final Path folder;
  private final Process process;
  private final Thread end = new Thread(this::kill);

  /**
   * Starts a sentinel.
   *
   * @param master the port of the master
   * @param quorum how many sentinels have to agree that it is down
   */
  Sentinel(int master, int quorum) throws IOException {
    port = FreePort.find();
    folder = Files.createTempDirectory("fanfare-sentinel");
    Path config = folder.resolve("sentinel.conf");
    Files.write(
        config,
        List.of(
            "port " + port,
            "bind 127.0.0.1",
            "sentinel monitor %s 127.0.0.1 %d %d".formatted(MASTER, master, quorum),
            "sentinel down-after-milliseconds " + MASTER + " 1000",
            "sentinel failover-timeout " + MASTER + " 3000"));
    process =
        new ProcessBuilder("redis-server", config.toString(), "--sentinel")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "log"))
            .start();
    Runtime.getRuntime().addShutdownHook(end);
    await(() -> ask("PING").startsWith("+"));
  }

  int port() {
    return port;
  }

  /** Waits until it has heard of all replicas and other sentinels. */
  void awaitNeighbours(int replicas, int sentinels) {
    await(
        () -> {
          String told = RedisServer.ask(port, "SENTINEL MASTER " + MASTER, 100);
          return told.contains("num-slaves\n$1\n" + replicas + "\n")
              && told.contains("num-other-sentinels\n$1\n" + sentinels + "\n");
        });
  }

  /** Waits until it has named another server as the master. */
  void awaitMaster(int master) {
    await(
        () ->
            RedisServer.ask(port, "SENTINEL GET-MASTER-ADDR-BY-NAME " + MASTER, 5)
                .contains("\n" + master + "\n"));
  }

  /** Asks it something, and returns the first line of the answer. */
  String ask(String command) throws IOException {
    return RedisServer.ask(port, command, 1);
  }

  /** What may fail while a sentinel is not ready. */
  private interface Question {
    boolean is() throws IOException;
  }

  private static void await(Question question) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(question::is);
  }

  private void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(end);
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
