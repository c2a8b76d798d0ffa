package org.fanfare.gate;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fanfare.harness.ServerProcess;
import org.fanfare.harness.SocketQueues;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Keeps what is known at the moment at which a test fails, in a folder of its own under {@code
 * ${gate.folder}/evidence}: the failure, what the clients sent and were given, the stacks of this
 * process and of each server's that was started from the build's folder, their logs, and what waits
 * in the machine's sockets.
 *
 * <p>JUnit finds it as a service. It is called by the thread of the test, before what the test
 * itself ends is ended.
 */
public final class Evidence
    implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int MOST = 20; // a server that is down fails every test

  private final String run = System.getProperty("gate.run", "");
  private final String folder = System.getProperty("gate.folder", "");

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    keep(test, failure);
    throw failure;
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    keep(test, failure);
    throw failure;
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    keep(test, failure);
    throw failure;
  }

  private void keep(ExtensionContext test, Throwable failure) {
    String name =
        test.getRequiredTestClass().getSimpleName()
            + "."
            + test.getTestMethod().map(method -> method.getName()).orElse("class");
    keep(name, test.getDisplayName(), failure);
  }

  /** Keeps what is known when {@code name}, a test or a class, has failed. */
  void keep(String name, String displayName, Throwable failure) {
    if (folder.isEmpty() || COUNT.get() >= MOST) {
      return;
    }
    try {
      Path here = Path.of(folder, "evidence", run, COUNT.incrementAndGet() + "-" + name);
      Files.createDirectories(here);
      Files.writeString(here.resolve("failure.txt"), displayName + "\n" + trace(failure));
      Files.write(here.resolve("clients.txt"), Transcript.lines());
      for (ProcessHandle process : processes()) {
        Files.write(
            here.resolve("stacks-" + process.pid() + ".txt"),
            new ServerProcess(process.pid()).ask("Thread.print"));
      }
      logs(here);
      queues(here);
    } catch (IOException | RuntimeException unkept) {
      failure.addSuppressed(unkept); // the failure itself counts
    }
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** This process, and those whose command line names the build's folder. */
  private List<ProcessHandle> processes() {
    String build = Path.of(folder).toAbsolutePath().getParent().toString();
    return Stream.concat(
            Stream.of(ProcessHandle.current()),
            ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .filter(process -> process.info().commandLine().orElse("").contains(build))
                .filter(process -> !process.info().commandLine().orElse("").contains("surefire")))
        .toList();
  }

  private static boolean isWrittenTo(Path file) {
    try {
      Instant recently = Instant.now().minusSeconds(60);
      return file.toString().endsWith(".log")
          && Files.getLastModifiedTime(file).toInstant().isAfter(recently);
    } catch (IOException gone) {
      return false;
    }
  }

  /** Keeps what waits in the sockets of this machine: whether a peer did not send, or not read. */
  private static void queues(Path here) throws IOException {
    for (Path table : SocketQueues.TABLES) {
      if (Files.isReadable(table)) {
        Files.write(
            here.resolve("sockets-" + table.getFileName() + ".txt"), Files.readAllBytes(table));
      }
    }
  }

  /** Copies the server's log, and those of the proxies and nodes that run. */
  private void logs(Path here) throws IOException {
    Path log = Path.of(System.getProperty("server.home", ""), System.getProperty("server.log", ""));
    Path output = Path.of(folder, "logs", run + ".log"); // Payara Micro's is in it
    for (Path file : List.of(log, output)) {
      if (Files.isRegularFile(file)) {
        Files.copy(file, here.resolve(file.getFileName()));
      }
    }
    Path proxies = Path.of(System.getProperty("server.dir", ""), "proxies");
    if (Files.isDirectory(proxies)) {
      try (Stream<Path> files = Files.walk(proxies, 2)) {
        for (Path file : files.filter(Evidence::isWrittenTo).toList()) {
          Files.copy(file, here.resolve(file.getParent().getFileName() + "-" + file.getFileName()));
        }
      }
    }
  }
}
