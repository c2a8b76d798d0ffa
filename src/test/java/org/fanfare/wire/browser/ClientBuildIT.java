package org.fanfare.wire.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The client, by the tools of its own language: it is built again from its sources, and its tests
 * run in Node. Needs npm, and its registry for what {@code package-lock.json} pins.
 */
@Tag("payara")
@Tag("browser")
@Tag("full")
class ClientBuildIT {
  private static final Path CLIENT = Path.of(System.getProperty("project.dir"), "src/client");

  @BeforeAll
  static void hasItsTools() throws Exception {
    npm("ci", "--no-audit", "--no-fund", "--ignore-scripts");
  }

  @Test
  void whatIsCommittedIsWhatTheSourcesGiveAndIsFitToBePublished() throws Exception {
    npm("run", "check");
  }

  @Test
  void itsTestsInNodePass() throws Exception {
    npm("test");
  }

  private static void npm(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("npm"));
    command.addAll(List.of(arguments));
    Process run =
        new ProcessBuilder(command).directory(CLIENT.toFile()).redirectErrorStream(true).start();
    run.getOutputStream().close();
    String said = new String(run.getInputStream().readAllBytes(), UTF_8);
    assertThat(run.waitFor(5, TimeUnit.MINUTES)).as(said).isTrue();
    assertThat(run.exitValue()).as(said).isZero();
  }
}
