package org.fanfare.site;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.fanfare.harness.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Redis of {@code tutorial.md} starts as it is printed, but for its port. */
class TutorialOnRedisTest {
  @TempDir Path folder;

  @Test
  void theRedisOfTheTutorialRefusesWritesWhenItIsFull() throws Exception {
    int port = FreePort.find();
    String printed = Page.of("tutorial.md").only("sh", "run: TutorialOnRedisTest").text();
    assertThat(printed).contains("--port 6379");
    Process redis =
        new ProcessBuilder("bash", "-c", "exec " + printed.replace("6379", String.valueOf(port)))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      await("it answers")
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(told(port, "PING")).contains("+PONG"));

      assertThat(told(port, "CONFIG GET maxmemory-policy")).contains("noeviction");
      assertThat(told(port, "CONFIG GET maxmemory")).contains("268435456");
    } finally {
      redis.destroy();
      assertThat(redis.waitFor()).isZero();
    }
  }

  /** Says a command in the plain way, and returns what came back before the connection ended. */
  private static String told(int port, String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
