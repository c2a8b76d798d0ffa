package org.fanfare.wire.payara;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.fanfare.gate.ServerLog;
import org.fanfare.harness.FreePort;
import org.fanfare.harness.LaunchedServer;
import org.fanfare.harness.ServerProcess;
import org.fanfare.wire.kit.Server;

/** A Payara Micro in a process of its own, which deploys and undeploys the WAR when it is told. */
final class RedeployedServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LaunchedServer launched;
  private final BufferedReader answers;
  private final PrintWriter orders;
  private final Server server;
  private final List<String> log = new ArrayList<>();

  private RedeployedServer(LaunchedServer launched, int port) {
    this.launched = launched;
    this.answers = launched.output();
    this.orders = launched.input();
    this.server = new Server(URI.create("http://127.0.0.1:" + port + "/fanfare/"));
  }

  /**
   * Starts one.
   *
   * @param settings settings of Fanfare, as options of Java
   */
  static RedeployedServer start(String... settings) throws IOException {
    Path micro = Path.of(System.getProperty("server.dir"), "payara-micro.jar");
    Path project = Path.of(System.getProperty("project.dir"));
    Path source = project.resolve("src/test/payara/Redeploy.java");
    int port = FreePort.find();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + project.resolve("server-config/payara/jvm.options"));
    command.addAll(opens(micro));
    command.addAll(List.of(settings));
    command.addAll(List.of("-cp", micro.toString(), source.toString()));
    command.addAll(List.of(System.getProperty("war.file"), String.valueOf(port)));
    LaunchedServer launched =
        LaunchedServer.start(new ProcessBuilder(command).redirectErrorStream(true));
    RedeployedServer started = new RedeployedServer(launched, port);
    started.awaitDone("boot");
    return started;
  }

  /** What {@code java -jar} takes from the manifest, and {@code -cp} does not. */
  private static List<String> opens(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      String packages = file.getManifest().getMainAttributes().getValue("Add-Opens");
      return Stream.of(packages.split(" "))
          .flatMap(p -> Stream.of("--add-opens", p + "=ALL-UNNAMED"))
          .toList();
    }
  }

  Server server() {
    return server;
  }

  void deploy() throws IOException {
    order("deploy");
  }

  void undeploy() throws IOException {
    order("undeploy");
  }

  private void order(String what) throws IOException {
    orders.println(what);
    awaitDone(what);
  }

  private void awaitDone(String what) throws IOException {
    String line = answers.readLine();
    while (line != null && !line.equals("done: " + what)) {
      log.add(line);
      line = answers.readLine();
    }
    if (line == null) {
      throw new IOException("the server ended: " + String.join("\n", log));
    }
  }

  /** What the log has of errors that are not known. */
  List<String> errors() throws IOException {
    return ServerLog.unknown("payara", log);
  }

  ServerProcess process() {
    return new ServerProcess(launched.pid());
  }

  /** Writes its heap into the evidence, as {@code name} and a number. */
  void keepHeap(String name) throws IOException {
    Path folder = Path.of(System.getProperty("gate.folder"), "evidence").toAbsolutePath();
    Files.createDirectories(folder);
    process()
        .ask("GC.heap_dump -gz=1 " + folder.resolve(name + "-" + launched.pid() + ".hprof.gz"));
  }

  @Override
  public void close() {
    try (launched) {
      orders.close();
      launched.awaitEnd(PATIENCE);
    }
  }
}
