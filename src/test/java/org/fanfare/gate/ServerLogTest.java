package org.fanfare.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error, a leak or a stack trace in a server's log is found, in each server's own words. */
class ServerLogTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2026-11-28T10:00:00.1+0000] [Payara Micro 6] [SEVERE] [] [x] [tid: 1] [[\n  broken]]",
        "2026-11-28 10:00:00,123 ERROR [io.undertow] (default task-1) UT005023: broken",
        "10:00:00,123 ERROR [io.undertow] (default task-1) UT005023: broken",
        "[11/28/26, 10:00:00:123 UTC] 0000002a com.ibm.ws.webcontainer  E SRVE0777E: broken",
        "[2026-11-28T10:00:00.123+0000] 0000002a com.ibm.ws.webcontainer  E SRVE0777E: broken",
        "[11/28/26, 10:00:00:123 UTC] 0000002a SystemErr    R \tat a.B.c(B.java:1)",
        "[11/28/26, 10:00:00:123 UTC] 0000002a com.ibm.ws.logging I FFDC1015I: An FFDC Incident",
        "Exception in thread \"glassfish-web-async-thread-1\" java.lang.NullPointerException: x",
        "[2026-11-28T10:00:00.1+0000] [GF 7] [WARNING] [] [x] [[\n  a Leak was found]]",
        "2026-11-28 10:00:00,123 WARN  [x] (y) oops\n\tat org.fanfare.boot.Node.start(Node.java:1)"
      })
  void whatTellsOfAnErrorIsAComplaint(String record) {
    assertThat(ServerLog.complaints(record.lines().toList())).containsExactly(record);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2026-11-28T10:00:00.1+0000] [Payara Micro 6] [INFO] [] [x] [[\n  no ERROR at all]]",
        "2026-11-28 10:00:00,123 INFO  [org.jboss] (main) started",
        "[11/28/26, 10:00:00:123 UTC] 0000002a com.ibm.ws.kernel        I CWWKF0011I: ready",
        "[ERROR] a test failed\n\tat org.fanfare.wire.LawsIT.x(LawsIT.java:1)",
        "Nov 28, 2026 10:00:00 AM org.jboss.X\nSEVERE: of the tests' own\n\tat a.B.c(D.java:1)"
      })
  void whatIsNoErrorOfTheServerIsNone(String lines) {
    assertThat(ServerLog.complaints(lines.lines().toList())).isEmpty();
  }

  @Test
  void aRecordEndsWhereTheNextBeginsOrMavenSpeaks() {
    List<String> lines =
        List.of(
            "2026-11-28 10:00:00,123 INFO  [x] one",
            "2026-11-28 10:00:00,124 ERROR [x] two",
            "more of two",
            "[INFO] Tests run: 1",
            "\tat of.a.Test.failed(Test.java:1)");

    assertThat(ServerLog.complaints(lines))
        .containsExactly("2026-11-28 10:00:00,124 ERROR [x] two\nmore of two");
  }

  @Test
  void anExceptionWithinARecordDoesNotBeginAnother() {
    List<String> lines =
        List.of(
            "[2026-11-28T10:00:00.1Z] [GF 7] [SEVERE] [] [stderr] [tid: 1] [[",
            "  Exception in thread \"x-1\"]]");

    assertThat(ServerLog.complaints(lines)).containsExactly(String.join("\n", lines));
  }

  @Test
  void aKnownLineIsAllowedOnItsOwnServerOnly() {
    KnownLines known =
        KnownLines.of(List.of("# why", "", "wildfly 39.0.1 | UT005088 | a client left"));

    assertThat(known.unknown("wildfly", List.of("… UT005088: gone", "… UT005089: gone")))
        .containsExactly("… UT005089: gone");
    assertThat(known.unknown("payara", List.of("… UT005088: gone"))).hasSize(1);
  }

  @Test
  void aKnownLineWithABoundIsAllowedSoManyTimes() {
    KnownLines known = KnownLines.of(List.of("payara 6.1, at most 2 | WELD-1 | a rare race"));

    assertThat(known.unknown("payara", List.of("WELD-1 a", "WELD-1 b"))).isEmpty();
    assertThat(known.unknown("payara", List.of("WELD-1 a", "WELD-1 b", "WELD-1 c")))
        .containsExactly("WELD-1 c");
  }

  @Test
  void aKnownLineOfAnotherVersionThanThePomsIsTold() {
    KnownLines known = KnownLines.of(List.of("wildfly 39.0.1 | UT005088 | a client left"));

    assertThat(known.outdated("<wildfly.version>39.0.1</wildfly.version>")).isEmpty();
    assertThat(known.outdated("<wildfly.version>40.0.0</wildfly.version>")).hasSize(1);
  }

  @Test
  void aLogWithoutAnyRecordIsNotTakenForOne() {
    assertThat(ServerLog.hasRecords(List.of("[INFO] Tests run: 1", "hello"))).isFalse();
    assertThat(ServerLog.hasRecords(List.of("10:00:00,123 INFO  [x] (y) z"))).isTrue();
  }

  @Test
  void aKnownLineWithoutVersionOrReasonIsRefused() {
    assertThatThrownBy(() -> KnownLines.of(List.of("wildfly | UT005088 | a client left")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KnownLines.of(List.of("wildfly 39.0.1 | UT005088")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
