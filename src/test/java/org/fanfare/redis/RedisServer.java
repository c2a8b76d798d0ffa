package org.fanfare.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.fanfare.harness.FreePort;

/**
 * A redis-server of a test's own, on a port of the loopback, with a folder of its own, and a client
 * of it. It ends with {@link #close}, or with the tests if they end before. For one thread.
 */
public final class RedisServer implements AutoCloseable {
  private final int port;
  private final Path folder;
  private final Thread end = new Thread(this::kill);
  private final RedisClient client;
  private Process process;

  /** Starts a server that holds nothing. */
  public RedisServer() throws IOException {
    port = FreePort.find();
    folder = Files.createTempDirectory("fanfare-redis");
    client = RedisClient.create(RedisURI.create("127.0.0.1", port));
    Runtime.getRuntime().addShutdownHook(end);
    start();
  }

  /** Returns a new connection, which ends with {@link #close} at the latest. */
  StatefulRedisConnection<byte[], byte[]> connect() {
    return client.connect(ByteArrayCodec.INSTANCE);
  }

  /** Returns the port of the loopback at which it answers. */
  public int port() {
    return port;
  }

  /** Starts it with what is in its folder, and waits until it can be asked. */
  public void start() throws IOException {
    List<String> command =
        List.of(
            "redis-server",
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "yes",
            "--appendfsync",
            "no");
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "log"))
            .start();
    Awaitility.await().pollInterval(Duration.ofMillis(20)).until(this::answers);
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == '+'; // and not an error, while it is loading
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Stops it where it is, with its sockets open, until it goes on. */
  void freeze() throws IOException {
    signal("STOP");
  }

  /** Lets it go on. */
  void thaw() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    kill.onExit().join();
  }

  /** Kills it, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("redis-server does not end: " + process.pid());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(end);
    client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
