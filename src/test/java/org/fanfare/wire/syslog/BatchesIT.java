package org.fanfare.wire.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.LogSender;
import org.fanfare.wire.kit.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lines that come many at a time, in a stream or in batches, each with its key. */
@Tag("payara")
@Tag("full")
@Law(
    value = 4,
    on = {})
class BatchesIT {
  private static final Duration STOPPING = Duration.ofSeconds(10);

  private Node node;
  private Board board;

  @BeforeEach
  void aNode() {
    node = Node.start(Board.SETTINGS).awaitServing();
    board = new Board(node.server());
  }

  @AfterEach
  void itEnds() {
    node.close();
  }

  @Test
  void syslogNgKeepsWhatFanfareDoesNotHaveAndSendsNothingTwice() {
    try (LogSender syslogNg = LogSender.syslogNg(node.server(), Board.GROUP)) {
      syslogNg.write(Board.numbered(1, 2_000));
      board.showsUpTo(2_000);

      node.stop(STOPPING);
      node.awaitEnd();
      syslogNg.write(Board.numbered(2_001, 4_000));
      node.startAgain();
      node.awaitServing();

      board.showsUpTo(4_000);
      assertThat(board.first()).containsEntry("tag", "board").containsKey("uuid");
    }
  }

  @Test
  void aBadLineOfABatchHoldsUpNoOther() {
    try (LogSender syslogNg = LogSender.syslogNg(node.server(), Board.GROUP)) {
      syslogNg.write(List.of("before", "x".repeat(2_000), "after"));

      board.shows(List.of("before", "after"));
    }
  }

  @Test
  void aStreamOfAFileGoesOnWhereItWasAndACompressedBatchOfTheSameLinesAddsNothing()
      throws IOException {
    try (LogSender rsyslog = LogSender.rsyslog("fanfare-file.conf", node.server(), Board.GROUP)) {
      rsyslog.write(Board.numbered(1, 300));
      writes(rsyslog, 300);
      try (LogSender lines = LogSender.lines(rsyslog, node.server(), Board.GROUP)) {
        board.showsUpTo(300);
        rsyslog.write(Board.numbered(301, 400));
        board.showsUpTo(400);

        lines.kill();
        rsyslog.write(Board.numbered(401, 600));
        lines.startAgain();
        board.showsUpTo(600);
      }

      Answer again =
          Http.post(
              node.server().groups(Board.GROUP, "key=uuid&bad=skip"),
              "application/x-ndjson",
              gzip(rsyslog.sent()),
              "Content-Encoding",
              "gzip",
              "Authorization",
              "Bearer " + Deployments.KEY);
      assertThat(again.json()).containsEntry("accepted", 600L).containsEntry("skipped", 0L);
      board.showsUpTo(600);
    }
  }

  private static void writes(LogSender rsyslog, int lines) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              try (Stream<String> sent = rsyslog.sent().lines()) {
                return sent.count() == lines;
              }
            });
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
