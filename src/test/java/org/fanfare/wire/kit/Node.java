package org.fanfare.wire.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.fanfare.harness.FreePort;
import org.fanfare.harness.LaunchedServer;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A Payara Micro with an application in a process of its own, which a test ends as it likes. */
public final class Node implements AutoCloseable {
  private final Path folder;
  private final String settings;
  private final Path application;
  private final Server server;
  private LaunchedServer launched;

  private Node(Path folder, String settings, Path application, String context) {
    this.folder = folder;
    this.settings = settings;
    this.application = application;
    this.server =
        new Server(URI.create("http://127.0.0.1:" + FreePort.find() + "/" + context + "/"));
    this.launched = launch();
  }

  /**
   * Starts a node of the WAR with {@code settings} as the contents of {@code fanfare { … }},
   * besides {@link Deployments#KEY}. It may not serve yet: see {@link #awaitServing}.
   */
  public static Node start(String settings) {
    Path war = Path.of(System.getProperty("war.file"));
    return new Node(Proxy.folder("node"), settings, war, "fanfare");
  }

  /** Starts a node of another application, in the same way. Its context is its name. */
  public static Node start(WebArchive application, String settings) {
    Path folder = Proxy.folder("node");
    Path war = folder.resolve(application.getName());
    application.as(ZipExporter.class).exportTo(war.toFile(), true);
    return new Node(folder, settings, war, application.getName().replace(".war", ""));
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
        server.context().getPath().replaceFirst("/$", ""),
        "--deploy",
        application.toString());
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
