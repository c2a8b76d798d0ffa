package org.fanfare.wire.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import me.normanmaurer.maven.autobahntestsuite.AutobahnTestSuite;
import me.normanmaurer.maven.autobahntestsuite.FuzzingCaseResult;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.python.util.PythonInterpreter;

/**
 * What a conformance suite that is not ours finds: Autobahn's, in the version that Netty's authors
 * made runnable by Java.
 *
 * <p>It wants its messages back: a bare socket that may publish to the group it reads is such an
 * echo. Left out are messages above the bound that is set here. Its report is in {@code
 * target/autobahntestsuite-reports}.
 */
@ArquillianTest
@Tag("direct")
@Tag("conformance")
class ConformanceIT {
  private static final List<String> CASES =
      List.of(
          "1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "9.1.1", "9.1.2", "9.1.3", "9.2.1",
          "9.2.2", "9.2.3", "9.5.6", "9.6.6", "9.7.1", "9.8.1", "10.*");

  /** A thousand messages of each size, one after the other: half a minute more, in the matrix. */
  private static final List<String> LONG_CASES = List.of("9.7.*", "9.8.*");

  private static final Set<String> GOOD = Set.of("OK", "INFORMATIONAL");

  /**
   * The suite waits half a second for the end of TCP, which on a busy machine may come later; but
   * not in every case.
   */
  private static final Set<String> CLOSED = Set.of("OK", "INFORMATIONAL", "FAILED_BY_CLIENT");

  private static final int FEW = 20;

  @ArquillianResource private URL context;

  /**
   * Imported here, {@code io} is Python's module. Where the suite imports it first, the Python in
   * Java takes a folder of that name for it, if a jar has one, as that of Open Liberty's adapter.
   */
  @BeforeAll
  static void importModules() {
    try (PythonInterpreter python = new PythonInterpreter()) {
      python.exec("import io");
    }
  }

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        """
          message.max-size = 1MiB
          groups = [{
            match = "open.*", join = anyone, publish = anyone
            history { count = 4000, bytes = 16MiB }
          }]
        """);
  }

  @Test
  void everyCaseBehavesAsTheSuiteExpects() {
    Server server = Server.at(context);
    String echo = "ws://127.0.0.1:" + server.port() + server.target(Groups.open(), "");

    List<FuzzingCaseResult> results =
        AutobahnTestSuite.runFuzzingClient(
            "fanfare", echo, Map.of("version", 18), cases(), List.of());

    assertThat(results)
        .filteredOn(result -> String.valueOf(result.behaviorClose()).equals("FAILED_BY_CLIENT"))
        .hasSizeLessThan(FEW);
    assertThat(results)
        .hasSizeGreaterThan(200)
        .allSatisfy(
            result -> {
              assertThat(String.valueOf(result.behavior())).as(result.toString()).isIn(GOOD);
              assertThat(String.valueOf(result.behaviorClose())).as(result.toString()).isIn(CLOSED);
            });
  }

  private static List<String> cases() {
    return Boolean.getBoolean("wire.full")
        ? Stream.concat(CASES.stream(), LONG_CASES.stream()).toList()
        : CASES;
  }
}
