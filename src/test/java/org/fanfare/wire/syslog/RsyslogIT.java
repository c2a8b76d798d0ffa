package org.fanfare.wire.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.LogSender;
import org.fanfare.wire.kit.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * rsyslog with its omprog, which keeps each line until Fanfare has it. With more lines:
 *
 * <pre>{@code
 * mvn verify -Dit.test=RsyslogIT -Drsyslog.lines=100000
 * }</pre>
 */
@Tag("payara")
@Tag("full")
@Law(
    value = 4,
    on = {})
class RsyslogIT {
  private static final Duration STOPPING = Duration.ofSeconds(10);

  /** The log is written in five parts, of which each finds something else amiss. */
  private static final int PART = Integer.getInteger("rsyslog.lines", 5_000) / 5;

  private Node node;
  private LogSender rsyslog;
  private Board board;

  @BeforeEach
  void aNodeAndItsLog() {
    node = Node.start(Board.SETTINGS).awaitServing();
    rsyslog = LogSender.rsyslog("fanfare-omprog.conf", node.server(), Board.GROUP);
    board = new Board(node.server());
  }

  @AfterEach
  void everythingEnds() {
    rsyslog.close();
    node.close();
  }

  @Test
  void everyLineIsOnTheBoardOnceWhateverIsRestartedMeanwhile() {
    rsyslog.write(Board.numbered(1, PART));
    board.showsUpTo(PART);

    node.stop(STOPPING);
    node.awaitEnd(); // what it has accepted until then is lost with its log
    rsyslog.write(Board.numbered(PART + 1, 2 * PART));
    node.startAgain();
    node.awaitServing();
    board.showsUpTo(2 * PART);

    node.kill();
    node.awaitEnd();
    rsyslog.write(Board.numbered(2 * PART + 1, 3 * PART));
    node.startAgain();
    node.awaitServing();
    board.showsUpTo(3 * PART);

    rsyslog.write(Board.numbered(3 * PART + 1, 4 * PART));
    rsyslog.stop();
    rsyslog.startAgain();
    board.showsUpTo(4 * PART);

    int half = 4 * PART + PART / 2;
    node.kill();
    node.awaitEnd();
    rsyslog.write(Board.numbered(4 * PART + 1, half));
    rsyslog.stop();
    rsyslog.write(Board.numbered(half + 1, 5 * PART));
    rsyslog.startAgain();
    node.startAgain();
    node.awaitServing();
    board.showsUpTo(5 * PART);
  }

  @Test
  void aLineHasItsTimeItsLevelItsHostItsTagAndItsText() {
    rsyslog.write(List.of("  \"quoted\" \\ and \u00fc\tafter a tab"));

    board.shows(List.of(" \"quoted\" \\ and \u00fc\tafter a tab"));
    assertThat(board.first())
        .containsOnlyKeys("time", "level", "host", "tag", "text", "uuid")
        .containsEntry("level", "info")
        .containsEntry("tag", "board");
    assertThat((String) board.first().get("time")).matches("20\\d\\d-\\d\\d-\\d\\dT.*");
    assertThat((String) board.first().get("uuid")).matches("[0-9A-Fa-f-]{32,36}");
  }

  @Test
  void aBadLineIsLetGoWithAWordAndHoldsUpNoOther() {
    rsyslog.write(List.of("before", "x".repeat(2_000), "after"));

    board.shows(List.of("before", "after"));
    assertThat(rsyslog.words()).contains("a bad line is let go, too-large");
  }

  @Test
  void whatFanfareRefusesForAnotherReasonIsKeptUntilThatIsMended() {
    rsyslog.showKey("a key that is wrong");
    rsyslog.write(List.of("one", "two"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> rsyslog.words().contains("Fanfare does not take it now: 401 unauthenticated"));

    rsyslog.showKey(Deployments.KEY);

    board.shows(List.of("one", "two"));
  }
}
