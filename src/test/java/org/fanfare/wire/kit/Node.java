package org.fanfare.wire.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.fanfare.harness.LaunchedServer;

/** A Payara Micro with the WAR in a process of its own, which a test ends as it likes. */
public final class Node implements AutoCloseable {
  private final Path folder;
  private final String settings;
  private final Server server;
  private LaunchedServer launched;

  private Node(Path folder, String settings, int port) {
    this.folder = folder;
    this.settings = settings;
    this.server = new Server(URI.create("http://127.0.0.1:" + port + "/fanfare/"));
    this.launched = launch();
  }

  /**
   * Starts a node with {@code settings} as the contents of {@code fanfare { … }}, besides {@link
   * Deployments#KEY}. It may not serve yet: see {@link #awaitServing}.
   */
  public static Node start(String settings) {
    return new Node(Proxy.folder("node"), settings, Proxy.freePort());
  }

  /** Starts it where it was before, after it has ended. */
  public void startAgain() {
    launched = launch();
  }

  private LaunchedServer launch() {
    try {
      Path file = folder.resolve("fanfare.conf");
      String keys = "  keys = [\"" + Deployments.KEY + "\"]\n";
      Files.writeString(file, "fanfare {\n" + keys + settings + "}\n");
      return LaunchedServer.start(
          new ProcessBuilder(command(file))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile())));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<String> command(Path file) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@" + Proxy.offered("server-config/payara/jvm.options"),
        "-Dfanfare.config=" + file,
        "-jar",
        Path.of(System.getProperty("server.dir"), "payara-micro.jar").toString(),
        "--nocluster",
        "--nohazelcast",
        "--disablephonehome",
        "--prebootcommandfile",
        Proxy.offered("server-config/payara/preboot-closed.txt").toString(),
        "--postdeploycommandfile",
        Proxy.offered("server-config/payara/postdeploy.txt").toString(),
        "--port",
        String.valueOf(server.port()),
        "--contextroot",
        "/fanfare",
        "--deploy",
        System.getProperty("war.file"));
  }

  private File logFile() {
    return folder.resolve("server.log").toFile();
  }

  /** Returns the lines of its log so far. */
  public List<String> log() throws IOException {
    return Files.readAllLines(logFile().toPath());
  }

  /** Waits until it serves. */
  public Node awaitServing() {
    launched.awaitServing(server::serves, Duration.ofMinutes(2));
    return this;
  }

  /** Returns where it is. */
  public Server server() {
    return server;
  }

  /** Asks it to end, and ends it if it has not after {@code patience}, as systemd does. */
  public void stop(Duration patience) {
    launched.stop(patience);
  }

  /** Ends it without asking. */
  public void kill() {
    launched.kill();
  }

  /** Waits until it has ended. */
  public void awaitEnd() {
    if (!launched.awaitEnd(Duration.ofMinutes(1))) {
      throw new IllegalStateException("the node does not end, see " + logFile());
    }
  }

  @Override
  public void close() {
    launched.close();
  }
}
