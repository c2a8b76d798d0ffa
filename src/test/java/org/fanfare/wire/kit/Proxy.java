package org.fanfare.wire.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.harness.LaunchedServer;

/**
 * A real proxy, running: a process of this test's own, with a folder of its own under the build's.
 *
 * <p>It listens on 127.0.0.1. Closing it ends it, and whatever passes through it.
 */
public final class Proxy implements AutoCloseable {
  // httpd waits for whoever still listens
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The access log of what is Fanfare's, in the folder of the program. */
  static final String ACCESS_LOG = "access.log";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Path folder;
  private final LaunchedServer launched;
  private final int port;

  private Proxy(Path folder, LaunchedServer launched, int port) {
    this.folder = folder;
    this.launched = launched;
    this.port = port;
  }

  /** Returns a new folder for a program, with nothing that an earlier run has left. */
  static Path folder(String program) {
    Path home = Path.of(System.getProperty("server.dir"), "proxies");
    String name = program + "-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    try {
      return Files.createDirectories(home.resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns the folder of what the repository offers for a program. */
  static Path offered(String path) {
    return Path.of(System.getProperty("project.dir"), path);
  }

  /**
   * Starts {@code command} and waits until it listens on {@code port}. If it does not, that fails
   * with what is in its {@code error.log}.
   */
  static Proxy start(Path folder, int port, Map<String, String> variables, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output.txt").toFile());
    Proxy started = new Proxy(folder, LaunchedServer.start(builder), port);
    try {
      started.launched.awaitServing(started::listens, Duration.ofSeconds(10));
    } catch (IllegalStateException failed) {
      started.close();
      throw new IllegalStateException(started.read("output.txt") + started.errorLog(), failed);
    }
    return started;
  }

  private boolean listens() {
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return probe.getLocalPort() != port; // else it was given that very port for its own end
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Returns the port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Returns the id of its first process. */
  public long pid() {
    return launched.pid();
  }

  /** Returns what it has complained of so far. */
  public String errorLog() {
    return read("error.log");
  }

  /** Returns what it has written of requests to Fanfare that have been answered. */
  public String accessLog() {
    return read(ACCESS_LOG);
  }

  private String read(String file) {
    try {
      Path path = folder.resolve(file);
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    launched.stop(PATIENCE);
    launched.awaitEnd(PATIENCE.multipliedBy(5));
  }
}
