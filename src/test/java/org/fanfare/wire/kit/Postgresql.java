package org.fanfare.wire.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fanfare.harness.FreePort;
import org.fanfare.harness.LaunchedServer;

/**
 * A PostgreSQL of this test's own, as Debian packs it, with the empty database {@code sample} that
 * belongs to the user {@code sample}, whose password is {@code sample}.
 *
 * <p>It listens on 127.0.0.1, and ends with the process of the tests, as does the temporary folder
 * in which it keeps what it has. It refuses to run as root, so a test that does runs it as the user
 * that Debian made for it.
 */
public final class Postgresql {
  private static final String NAME = "sample";
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");
  private static final boolean ROOT = System.getProperty("user.name").equals("root");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port = FreePort.find();
  private final Path folder;
  private final Path data;
  private final LaunchedServer launched;

  private Postgresql() throws IOException {
    folder = Files.createTempDirectory("fanfare-postgresql");
    data = folder.resolve("data");
    Path password = Files.writeString(folder.resolve("password"), NAME);
    if (ROOT) {
      UserPrincipal postgres =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
      Files.setOwner(folder, postgres);
      Files.setOwner(password, postgres);
    }
    run(
        "initdb",
        "--pgdata=" + data,
        "--username=" + NAME,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
    launched =
        LaunchedServer.start(
            program(
                "postgres",
                "-D",
                data.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off"));
  }

  private static final class Shared {
    private static final Postgresql ONE = start();
  }

  /** Returns the one of this process, which is started at the first call. */
  public static Postgresql shared() {
    return Shared.ONE;
  }

  private static Postgresql start() {
    try {
      Postgresql started = new Postgresql();
      Runtime.getRuntime().addShutdownHook(new Thread(started::end, "test-postgresql-end"));
      String address = "--port=" + started.port;
      started.launched.awaitServing(
          () -> started.runs("pg_isready", "--quiet", "--host=127.0.0.1", address), PATIENCE);
      started.run("createdb", "--host=127.0.0.1", address, "--username=" + NAME, NAME);
      return started;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns the port on 127.0.0.1. */
  public int port() {
    return port;
  }

  private boolean runs(String program, String... arguments) {
    try {
      Process process = program(program, arguments).start();
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void run(String program, String... arguments) throws IOException {
    if (!runs(program, arguments)) {
      throw new IOException(program + " failed: " + Files.readString(log()));
    }
  }

  private ProcessBuilder program(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"));
    }
    command.add(newest(program));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().put("PGPASSWORD", NAME);
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static String newest(String program) throws IOException {
    try (Stream<Path> versions = Files.list(PROGRAMS)) {
      return versions
          .map(version -> version.resolve("bin").resolve(program))
          .filter(Files::isExecutable)
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException("install Debian's package postgresql"))
          .toString();
    }
  }

  private Path log() {
    return folder.resolve("log");
  }

  private void end() {
    try {
      run("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--wait");
      launched.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
