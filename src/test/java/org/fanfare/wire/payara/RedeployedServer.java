package org.fanfare.wire.payara;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.fanfare.wire.kit.Server;

/** A Payara Micro in a process of its own, which deploys and undeploys the WAR when it is told. */
final class RedeployedServer implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter orders;
  private final Server server;
  private final List<String> log = new ArrayList<>();

  private RedeployedServer(Process process, int port) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.server = new Server(URI.create("http://127.0.0.1:" + port + "/fanfare/"));
  }

  static RedeployedServer start() throws IOException {
    Path micro = Path.of(System.getProperty("server.dir"), "payara-micro.jar");
    Path project = Path.of(System.getProperty("project.dir"));
    Path source = project.resolve("src/test/payara/Redeploy.java");
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + project.resolve("server-config/payara/jvm.options"));
    command.addAll(opens(micro));
    command.addAll(List.of("-cp", micro.toString(), source.toString()));
    command.addAll(List.of(System.getProperty("war.file"), String.valueOf(port)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    RedeployedServer started = new RedeployedServer(process, port);
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
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

  /** The lines of the log that tell of an error. */
  List<String> errors() {
    return log.stream().filter(line -> line.contains("SEVERE")).toList();
  }

  /** Asks the virtual machine for something, as {@code jcmd} does. */
  List<String> ask(String question) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), question)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader answer =
        new BufferedReader(new InputStreamReader(asked.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> lines = answer.lines().toList();
      asked.waitFor(10, TimeUnit.SECONDS);
      return lines;
    }
  }

  @Override
  public void close() throws IOException {
    orders.close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
