package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
  /** Every write is in a file when its answer is sent, unless the machine fails. */
  private static final List<String> FILE = List.of("--appendonly", "yes", "--appendfsync", "no");

  /** What was written since the last {@code SAVE} is lost when it is killed. */
  private static final List<String> SNAPSHOTS = List.of("--appendonly", "no");

  private final int port;
  private final List<String> options;
  private final Path folder;
  private final Thread end = new Thread(this::kill);
  private final RedisClient client;
  private Process process;

  /** Starts a server that holds nothing, and loses nothing when it is killed. */
  public RedisServer() throws IOException {
    this(FILE);
  }

  /**
   * Starts a server with options besides, given as in a command line. It loses nothing when it is
   * killed.
   */
  static RedisServer with(List<String> options) throws IOException {
    return new RedisServer(Stream.of(FILE, options).flatMap(List::stream).toList());
  }

  /** Returns the options of a server that is reached by TLS at another port, too. */
  static List<String> tls(int port, Certificates certificates) {
    return List.of(
        "--tls-port",
        Integer.toString(port),
        "--tls-auth-clients",
        "no",
        "--tls-ca-cert-file",
        certificates.authority().toString(),
        "--tls-cert-file",
        certificates.certificate().toString(),
        "--tls-key-file",
        certificates.key().toString());
  }

  /** Returns the options of a server with a user {@code fanfare}, who has some rights. */
  static List<String> user(String password, List<String> rights) {
    List<String> options = new ArrayList<>(List.of("--user", "fanfare", "on", ">" + password));
    options.addAll(rights);
    return options;
  }

  /** Starts a server that holds nothing, and has only the last snapshot when it was killed. */
  static RedisServer withSnapshots() throws IOException {
    return new RedisServer(SNAPSHOTS);
  }

  private RedisServer(List<String> options) throws IOException {
    this.options = options;
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

  /** Returns how a link reaches a server on a port of the loopback. */
  static LettuceServer plain(int port) {
    return new LettuceServer(RedisURI.create("127.0.0.1", port), null, List.of(), new Keys("ff"));
  }

  /** Returns a new connection to the server, which has all scripts then. */
  RedisCommands<byte[], byte[]> withScripts() {
    RedisCommands<byte[], byte[]> redis = connect().sync();
    for (Script script : Script.values()) {
      assertThat(redis.scriptLoad(ScriptTexts.text(script))).isEqualTo(ScriptTexts.digest(script));
    }
    return redis;
  }

  /** Returns the port of the loopback at which it answers. */
  public int port() {
    return port;
  }

  /** Starts it with what is in its folder, and waits until it can be asked. */
  public void start() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                ""));
    command.addAll(options);
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "log"))
            .start();
    Awaitility.await().pollInterval(Duration.ofMillis(20)).until(this::answers);
  }

  private boolean answers() {
    try {
      return ask("PING").startsWith("+"); // and not an error, while it is loading
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Asks it something on a connection of its own, and returns the first line of the answer. */
  String ask(String command) throws IOException {
    return ask(port, command, 1);
  }

  /** Asks whoever answers at a port of the loopback; returns so many lines, as far as they come. */
  static String ask(int port, String command, int lines) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(lines == 1 ? 2000 : 100);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String first = answer.readLine();
      if (first == null) {
        throw new IOException("the server has closed the connection");
      }
      StringBuilder all = new StringBuilder(first);
      for (int i = 1; i < lines && answer.ready(); i++) {
        all.append('\n').append(answer.readLine());
      }
      return lines == 1 ? first : all.append('\n').toString();
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

  /** Ends it as an operator does, with a snapshot of all it has. */
  void stop() throws IOException {
    try {
      throw new IllegalStateException("it does not end: " + ask("SHUTDOWN SAVE"));
    } catch (IOException ended) {
      await();
    }
  }

  /** Forgets its snapshot, after it has ended. */
  void forget() throws IOException {
    Files.deleteIfExists(folder.resolve("dump.rdb"));
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
