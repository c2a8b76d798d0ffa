package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A publisher that sends lines of 8 KiB as fast as the server, and those who must keep up, take
 * them. For one thread, into a group that nobody else publishes to.
 */
public final class Flood {
  /** How many lines are a mebibyte. */
  public static final int PER_MEBIBYTE = 128;

  private static final int LINE = 1024 * 1024 / PER_MEBIBYTE;
  private static final int BLOCK = PER_MEBIBYTE / 2;
  private static final int MOST_BEHIND = 3 * BLOCK;
  private static final String FILLING = "fanfare ".repeat(LINE / 8);

  private final Server server;
  private final String group;
  private final Checker checker;

  /** Makes a publisher to {@code group}. */
  public Flood(Server server, String group, Checker checker) {
    this.server = server;
    this.group = group;
    this.checker = checker;
  }

  /** Returns line {@code n}: 8 KiB that no other line equals. */
  public static String line(long n) {
    return ("message " + n + " " + FILLING).substring(0, LINE);
  }

  /**
   * Publishes {@code mebibytes} of lines in one request, waiting only for {@code fast} clients that
   * are more than one and a half mebibytes behind. All must be accepted.
   */
  public void publish(int mebibytes, List<Client> fast) throws IOException {
    int count = mebibytes * PER_MEBIBYTE;
    long first = checker.head(group) + 1;
    try (RawHttp socket = RawHttp.to(server)) {
      socket.request(
          server,
          "PUT",
          server.target(group, ""),
          "Content-Type: text/plain",
          "Transfer-Encoding: chunked");
      for (long sent = 0; sent < count; sent += BLOCK) {
        StringBuilder block = new StringBuilder();
        for (long n = first + sent; n < first + sent + BLOCK; n++) {
          block.append(line(n)).append('\n');
          checker.accepted(group, n, line(n));
        }
        socket.chunk(block.toString());
        keepUp(first + sent + BLOCK - 1 - MOST_BEHIND, fast);
      }
      socket.send("0\r\n\r\n");
      RawHttp.Response answer = socket.response();
      assertThat(answer.status()).as(answer.body()).isEqualTo(202);
      assertThat(Json.object(answer.body())).containsEntry("accepted", (long) count);
    }
  }

  private static void keepUp(long least, List<Client> fast) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(30))
        .until(() -> fast.stream().allMatch(client -> client.listener().size() >= least));
  }
}
